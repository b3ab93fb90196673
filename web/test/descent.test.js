/* descent.test.js - the layout of the lineage. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { layoutDescent, momentOf, pairsOf } from '../src/chart/descent.js'
import { source } from './made.js'

const box = { width: 1000, name: 160 }
const copy = (report, from, more) =>
    source(report, { origin_report: 'ra', made_from: from, lineage_role: 'syndicated', ...more })

test('a row an origin, and a line from each copy to what it was made from', () => {
    const sources = [
        source('ra'),
        copy('rb', 'ra', { published: '2031-05-13T08:00:00Z' }),
        source('rc', { origin: 'Radio' }),
    ]
    const lineage = [{ child: 'rb', parent: 'ra', relation: 'syndicated' }]
    const out = layoutDescent(sources, box)
    assert.equal(out.rows.length, 2)
    assert.equal(out.edges.length, 1)
    assert.equal(out.edges[0].relation, 'syndicated')
    assert.ok(out.by.get('rb').x > out.by.get('ra').x)
    assert.equal(out.by.get('rb').y, out.by.get('ra').y)
    assert.equal(out.ghosts.length, 0)
    assert.equal(pairsOf(out, [...lineage, { child: 'rz', parent: 'ra' }]).length, 1)
})

test('an origin that is not held is a hollow node, one for all who go back to it', () => {
    const spun = { origin: 'AP', origin_report: null, lineage_role: 'spun', published: null }
    const out = layoutDescent([source('rb', spun), source('rc', spun), source('rd')], box)
    assert.equal(out.ghosts.length, 1)
    assert.equal(out.ghosts[0].name, 'AP')
    assert.equal(out.edges.filter((e) => e.unheld).length, 2)
    assert.ok(out.ghosts[0].x < out.by.get('rb').x)
})

test('an excerpt that is its own origin has a row, and a line across', () => {
    const out = layoutDescent([source('ra'), source('rb', { made_from: 'ra', lineage_role: 'excerpt' })], box)
    assert.equal(out.rows.length, 2)
    assert.equal(out.edges[0].relation, 'excerpt')
})

test('reports of one hour lie under each other, those of one day beside each other too', () => {
    const apart = (out) => {
        for (const a of out.nodes) for (const b of out.nodes) assert.ok(a === b || a.y !== b.y || Math.abs(a.x - b.x) >= 18)
    }
    const hour = layoutDescent([source('ra'), ...Array.from({ length: 30 }, (x, i) => copy(`rx${i}`, 'ra'))], box)
    assert.equal(hour.nodes.length + hour.left_out, 31)
    assert.ok(hour.nodes.length >= 10 && hour.by.has('ra'))
    apart(hour)
    const day = layoutDescent([source('ra'), ...Array.from({ length: 30 }, (x, i) => copy(`rx${i}`, 'ra', { published: '2031-05-12' }))], box)
    assert.equal(day.nodes.length, 31)
    apart(day)
})

test('two thousand reports: the origins stay, the rest is counted', () => {
    const many = Array.from({ length: 2000 }, (x, i) => (i % 50 ? copy(`r${i}`, 'ra') : source(i ? `r${i}` : 'ra')))
    const out = layoutDescent(many, box)
    assert.ok(out.nodes.length <= 240)
    assert.equal(out.nodes.length + out.left_out, 2000)
    assert.equal(out.rows.length, 40)
    assert.equal(out.rows.find((r) => r.head === 'ra').all, 1961)
})

test('a report without an hour comes after those of its day; without a day it is drawn all the same', () => {
    assert.ok(momentOf(source('ra', { published: '2031-05-12' })) > momentOf(source('rb')))
    const none = source('ra', { published: null, published_first: null, published_last: null })
    assert.equal(momentOf(none), null)
    assert.equal(layoutDescent([none], box).nodes.length, 1)
    const wide = source('rb', { published: null, published_first: '2031-05-01' })
    const out = layoutDescent([source('ra'), wide], box)
    assert.ok(out.by.get('rb').from < out.by.get('rb').x)
})

test('a copy of a copy that is not drawn hangs on what is', () => {
    const sources = [source('ra'), copy('rb', 'ra'), copy('rc', 'rb', { published: '2031-05-13' })]
    const out = layoutDescent(sources, { ...box, nodes: 2 })
    assert.equal(out.nodes.length, 2)
    assert.equal(out.left_out, 1)
    assert.deepEqual(
        layoutDescent([source('ra'), copy('rc', 'rb')], box).edges,
        []
    )
})

test('a report that may be weeks younger than all others does not squeeze them', () => {
    const late = { published: null, published_first: '2031-05-12', published_last: '2031-06-12' }
    const out = layoutDescent([source('ra'), source('rb', { published: '2031-05-15', published_last: '2031-05-15' }), source('rc', late)], box)
    assert.ok(out.by.get('rb').x - out.by.get('ra').x > 400)
    assert.ok(out.by.get('rc').x <= out.right)
    assert.equal(out.by.get('rc').to, out.right)
    assert.equal(out.by.get('rb').to, null)
})

test('of one day, what was copied stands before its copies', () => {
    const day = { published: '2031-05-12' }
    const out = layoutDescent([source('ra', day), copy('r1', 'rb', day), copy('rb', 'ra', day)], box)
    assert.ok(out.by.get('ra').x < out.by.get('rb').x && out.by.get('rb').x < out.by.get('r1').x)
})
