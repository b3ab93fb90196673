/* variants.test.js - sayings in several wordings. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { alignWords, groupSayings } from '../src/chart/variants.js'
import { saying } from './made.js'

const reports = new Map([
    ['ra', { published: '2031-05-12T09:00:00Z' }],
    ['rb', { published: '2031-05-13' }],
    ['rc', { published: null, published_first: '2031-05-11' }],
])
const text = 'The berths in the harbour are ready for the new ferry'
const near = 'The berths in the old harbour were ready for a new ferry'

test('the same letters are one wording, whoever prints them', () => {
    const [group, ...more] = groupSayings([saying(text), saying(`“${text},”`, { report: 'rb', origin: 'rb' })], reports)
    assert.equal(more.length, 0)
    assert.equal(group.wordings.length, 1)
    assert.equal(group.origins, 2)
    assert.equal(group.first.report, 'ra')
})

test('one speaker in nearly the same words is a variant, another one is not', () => {
    const other = { text: 'Bo Lin', entity: 'nBo', grade: 'named' }
    const groups = groupSayings(
        [saying(text), saying(near, { report: 'rc' }), saying(near, { source: other })],
        reports
    )
    assert.equal(groups.length, 2)
    const two = groups.find((g) => g.wordings.length === 2)
    assert.equal(two.first.report, 'rc')
})

test('what nobody is named for stays by itself', () => {
    const none = { text: 'he', entity: null, grade: 'none' }
    assert.equal(groupSayings([saying(text, { source: none }), saying(text, { source: none })], reports).length, 2)
})

test('two short sayings of one speaker are not one', () => {
    assert.equal(groupSayings([saying('I agree'), saying('I disagree')], reports).length, 2)
})

test('aligned: what is new, what is gone, and all words are there', () => {
    const runs = alignWords(text, near)
    assert.equal(
        runs
            .filter((r) => r.kind !== 'gone')
            .map((r) => r.text)
            .join(' '),
        near
    )
    assert.equal(
        runs
            .filter((r) => r.kind !== 'new')
            .map((r) => r.text)
            .join(' '),
        text
    )
    assert.deepEqual(
        runs.filter((r) => r.kind === 'new').map((r) => r.text),
        ['old', 'were', 'a']
    )
    assert.deepEqual(alignWords('', ''), [])
})

test('many sayings of one speaker do not take long', () => {
    const many = Array.from({ length: 4000 }, (x, i) =>
        saying(`Line ${i} of the ${i * 7919} speech about item ${i * 31} and ${i * 17} more`, {
            source: { text: 'Ana', entity: 'n1', grade: 'named' },
        })
    )
    const start = Date.now()
    assert.ok(groupSayings(many, reports).length > 0)
    assert.ok(Date.now() - start < 4000)
})

test('aligned words keep their own spaces', () => {
    const said = 'It struck at 4:12 a.m. (local time), the seafarers\' union said'
    const runs = alignWords('It struck at 4:12 a.m., they said', said)
    const back = runs.filter((r) => r.kind !== 'gone').map((r, i) => (i && r.gap ? ' ' : '') + r.text).join('')
    assert.equal(back, said)
})
