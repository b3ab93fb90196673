/* lanes.test.js - the layout of the timeline. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { allDays, coreDays, layoutLanes } from '../src/chart/lanes.js'
import { dayOf } from '../src/chart/days.js'
import { event, party } from './made.js'

const box = { width: 1000, name: 160, days: [dayOf('2031-05-10'), dayOf('2031-05-20')] }

test('each event with a date is one mark, in the lane of its busiest actor', () => {
    const both = event({ actors: [party('Bo Lin'), party('Ana Sol')] })
    const out = layoutLanes([event(), event(), both], box)
    assert.equal(out.marks.length, 3)
    assert.equal(out.lanes.length, 1)
    assert.equal(out.lanes[0].name, 'Ana Sol')
    assert.equal(out.left_out, 0)
})

test('a day is a disc, several days are a bar, an open date is open', () => {
    const one = event()
    const bar = event({ date_end: '2031-05-14' })
    const by = event({ date_start: null, date_end: '2031-05-13' })
    const from = event({ date_end: null })
    const { marks } = layoutLanes([one, bar, by, from], box)
    const of = (e) => marks.find((m) => m.event === e)
    assert.equal(of(one).x0, of(one).x1)
    assert.ok(of(bar).x1 > of(bar).x0)
    assert.ok(of(by).open.left && !of(by).open.right)
    assert.ok(of(from).open.right && !of(from).open.left)
})

test('what is far away waits at its side, what has no date is listed', () => {
    const old = event({ date_start: '2002-01-01', date_end: '2002-12-31' })
    const late = event({ date_start: '2040-01-01', date_end: '2040-01-01' })
    const none = event({ date_start: null, date_end: null })
    const out = layoutLanes([event(), old, late, none], box)
    assert.equal(out.marks.find((m) => m.event === old).side, 'before')
    assert.equal(out.marks.find((m) => m.event === late).side, 'after')
    assert.deepEqual(out.undated, [none])
    assert.ok(out.sides.before && out.sides.after)
    for (const m of out.marks) assert.ok(m.x0 > box.name && m.x1 < box.width)
})

test('marks of a lane do not cover each other', () => {
    const events = Array.from({ length: 30 }, (x, i) =>
        event({ date_start: `2031-05-${10 + (i % 5)}`, date_end: `2031-05-${10 + (i % 5) + (i % 3)}` })
    )
    const { marks } = layoutLanes(events, { ...box, rows: 40 })
    assert.equal(marks.length, 30)
    for (const a of marks)
        for (const b of marks) if (a !== b && a.y === b.y) assert.ok(a.x1 + 6 < b.x0 - 5 || b.x1 + 6 < a.x0 - 5)
})

test('what cannot be drawn is counted, and what more origins tell is drawn', () => {
    const events = Array.from({ length: 2000 }, (x, i) =>
        event({
            actors: [party(`P${i % 90}`)],
            independent: 1 + (i % 7 === 0),
            date_start: `2031-05-1${i % 10}`,
            date_end: `2031-05-1${i % 10}`,
        })
    )
    const out = layoutLanes(events, box)
    assert.equal(out.marks.length + out.left_out, 2000)
    assert.ok(out.marks.length <= 400)
    assert.ok(out.lanes.length <= 15)
    assert.ok(out.marks.filter((m) => m.event.independent === 2).length > out.marks.length / 2)
    assert.ok(out.lanes.some((l) => l.joined))
})

test('the days of the story leave out a year long ago, all days do not', () => {
    const story = { first: '2031-05-10', last: '2031-05-12' }
    const events = [
        event(),
        event({ date_start: '2002-01-01', date_end: '2002-12-31' }),
        event({ date_start: '2031-05-20', date_end: '2031-05-20' }),
    ]
    assert.deepEqual(coreDays(events, story), [dayOf('2031-05-10'), dayOf('2031-05-20')])
    assert.equal(allDays(events)[0], dayOf('2002-01-01'))
    assert.ok(coreDays([], {}).every(Number.isFinite))
})

test('a date whose end stands before its beginning is drawn all the same', () => {
    const { marks } = layoutLanes([event({ date_start: '2031-05-14', date_end: '2031-05-13' })], box)
    assert.ok(marks[0].x1 > marks[0].x0)
})

test('a pronoun that nobody stands behind has no lane; an actor has its best name', () => {
    const out = layoutLanes([event({ actors: [party('It', { entity: null })] }), event({ actors: [party('He', { entity: 'n1' })] }), event({ actors: [party('Bo Lin', { entity: 'n1' })] })], box)
    assert.deepEqual(out.lanes.map((l) => l.name), ['Bo Lin', 'nobody is named'])
})

test('a label stands beside its mark, and not on the names of the lanes', () => {
    const long = event({ date_start: '2031-05-10', date_end: '2031-05-20', mentions: [{ trigger: { exact: 'waited for the boat to come in' }, cite: {} }] })
    assert.equal(layoutLanes([long], box).marks[0].label, '')
    assert.notEqual(layoutLanes([{ ...long, date_end: '2031-05-11' }], box).marks[0].label, '')
})
