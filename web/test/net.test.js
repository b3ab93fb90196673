/* net.test.js - the net of actors and where its knots lie. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { buildNet, layoutNet, quadOf } from '../src/chart/net.js'
import { event, party } from './made.js'

const A = party('Ana Sol'),
    B = party('Bo Lin'),
    C = party('Cy Rao')
const crowd = party('some people', { entity: null })

test('threads hold their events; who is not named is counted', () => {
    const events = [event({ recipients: [B] }), event({ recipients: [B, crowd] }), event({ actors: [B, C] })]
    const net = buildNet(events)
    assert.deepEqual(net.knots.map((k) => k.name).sort(), ['Ana Sol', 'Bo Lin', 'Cy Rao'])
    assert.equal(net.threads.find((t) => t.kind === 'to').events.length, 2)
    assert.equal(net.threads.filter((t) => t.kind === 'with').length, 1)
    assert.equal(net.unnamed, 1)
    assert.equal(buildNet(events, { all: true }).unnamed, 0)
})

test('who acts with nobody is counted, not drawn', () => {
    const net = buildNet([event({ actors: [C] }), event({ recipients: [B] })])
    assert.equal(net.alone, 1)
    assert.equal(net.knots.length, 2)
})

test('the layout is the same each time, inside its box, and holds knots apart', () => {
    const events = []
    for (let i = 0; i < 60; i++)
        events.push(event({ actors: [party(`P${i % 13}`)], recipients: [party(`P${(i * 7) % 29}`)] }))
    const net = buildNet(events)
    const once = layoutNet(net, 900, 500)
    assert.deepEqual(once, layoutNet(net, 900, 500))
    for (const a of once) {
        assert.ok(a.x > 0 && a.x < 900 && a.y > 0 && a.y < 500)
        for (const b of once) assert.ok(a === b || Math.hypot(a.x - b.x, a.y - b.y) > a.r + b.r)
    }
})

test('two knots, one knot, none', () => {
    assert.equal(layoutNet(buildNet([event({ recipients: [B] })]), 400, 300).length, 2)
    assert.deepEqual(layoutNet(buildNet([]), 400, 300), [])
})

test('a net has at most so many knots', () => {
    const events = Array.from({ length: 500 }, (x, i) => event({ actors: [A], recipients: [party(`P${i}`)] }))
    const net = buildNet(events, { most: 40 })
    assert.equal(net.knots.length, 40)
    assert.equal(net.left_out, 461)
    assert.equal(net.knots[0].name, 'Ana Sol')
})

test('the class of a thread is that of most of its events', () => {
    assert.equal(quadOf([event({ quad: 4 }), event({ quad: 1 }), event({ quad: 4 })]), 4)
    assert.equal(quadOf([event({ quad: null })]), 0)
})

test('on a small screen discs do not cover each other either', () => {
    const events = []
    for (let i = 0; i < 60; i++) events.push(event({ actors: [party(`P${i % 5}`)], recipients: [party(`P${(i * 7) % 17}`)] }))
    const knots = layoutNet(buildNet(events), 328, 520)
    for (const a of knots) {
        assert.ok(a.x >= a.r && a.x <= 328 - a.r && a.y >= a.r && a.y <= 520 - a.r)
        for (const b of knots) assert.ok(a === b || Math.hypot(a.x - b.x, a.y - b.y) > a.r + b.r)
    }
})
