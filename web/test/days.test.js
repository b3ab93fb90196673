/* days.test.js - days as numbers, scales and ticks. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { dayOf, instantOf, scaleOf, ticksOf } from '../src/chart/days.js'

test('a day is a number, and nothing else is', () => {
    assert.equal(dayOf('1970-01-02'), 1)
    assert.equal(dayOf('2019-04-24T23:59:00+09:00'), 18010)
    for (const none of [null, undefined, '', 'soon', '2019']) assert.equal(dayOf(none), null)
})

test('an hour counts with its zone', () => {
    assert.equal(instantOf('1970-01-02'), 1)
    assert.equal(instantOf('1970-01-02T12:00:00Z'), 1.5)
    assert.equal(instantOf('1970-01-02T12:00:00+12:00'), 1)
    assert.equal(instantOf('1970-01-02T12:00:00-12:00'), 2)
    assert.equal(instantOf('1970-01-02T12:00'), 1.5)
})

test('a scale goes both ways, and bears one day', () => {
    const at = scaleOf([10, 20], [100, 200])
    assert.equal(at(15), 150)
    assert.equal(at.day(150), 15)
    assert.ok(Number.isFinite(scaleOf([5, 5], [0, 10])(5)))
})

test('ticks are few, in order, inside, and the first one has its year', () => {
    for (const span of [1, 3, 9, 30, 100, 400, 3000, 40000])
        for (const most of [2, 5, 12]) {
            const first = 22000.25
            const list = ticksOf(first, first + span, most)
            assert.ok(list.length <= most + 2, `${span} days gave ${list.length} ticks`)
            list.forEach((t, i) =>
                assert.ok(t.day >= first && t.day <= first + span && (!i || t.day > list[i - 1].day))
            )
            if (list.length) assert.match(list[0].text, /\d{4}/)
        }
})

test('weeks begin on Mondays', () => {
    for (const { day } of ticksOf(22000, 22060, 10)) assert.equal(new Date(day * 86400000).getUTCDay(), 1)
})
