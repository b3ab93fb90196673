/* ranges.test.js - values on one axis. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { layoutRanges, rangesOf } from '../src/chart/ranges.js'

const value = (low, high, more) => ({ low, high, date_start: null, date_end: null, ...more })

test('numbers first, then days, and nothing where fewer than two are known', () => {
    assert.equal(rangesOf([value(9, 9), value(11, null)]).kind, 'number')
    assert.equal(rangesOf([value(null, null, { date_start: '2031-05-09', date_end: '2031-05-09' }), value(null, null, { date_start: '2031-05-10' })]).kind, 'day')
    assert.equal(rangesOf([value(9, 9), value(null, null)]), null)
})

test('open ends are open, values are in order and inside', () => {
    const { ranges } = rangesOf([value(9, 9), value(11, null), value(null, 8), value(null, null)])
    const [nine, eleven, eight, none] = layoutRanges(ranges, 320)
    assert.ok(eleven.open.right && eight.open.left && !nine.open.right)
    assert.ok(eight.x1 < nine.x0 && nine.x1 < eleven.x0)
    assert.ok(eight.x0 >= 0 && eleven.x1 <= 320)
    assert.equal(none, null)
    assert.ok(layoutRanges([{ low: 5, high: 5 }, { low: 5, high: 5 }], 320).every((r) => Number.isFinite(r.x0)))
})
