/* places.test.js - events by place and by day. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { frameOf, histogram, placeMarks, placeNames, within } from '../src/chart/places.js'
import { dayOf } from '../src/chart/days.js'
import { event } from './made.js'

const lima = { name: 'Lima', geonameid: 1, lat: -12, lon: -77, country: 'PER', precision: 'place' }
const peru = { name: 'Peru', geonameid: 2, lat: -10, lon: -76, country: 'PER', precision: 'country' }
const unknown = { name: 'Upper Mill', geonameid: null, lat: null, lon: null, country: null, precision: null }

test('a mark a place; a country is told apart; no position, no mark', () => {
    const { marks, nowhere, unplaced } = placeMarks([
        event({ place: lima }),
        event({ place: lima }),
        event({ place: peru }),
        event({ place: unknown }),
        event(),
    ])
    assert.deepEqual(
        marks.map((m) => [m.name, m.events.length, m.country]),
        [
            ['Lima', 2, false],
            ['Peru', 1, true],
        ]
    )
    assert.equal(nowhere.length, 1)
    assert.equal(unplaced.length, 1)
})

test('an event is inside days that it may lie in', () => {
    const d = (n) => dayOf(`2031-05-${n}`)
    assert.ok(within(event(), d(12), d(12)))
    assert.ok(!within(event(), d(13), d(20)))
    assert.ok(within(event({ date_start: null, date_end: '2031-05-14' }), d(10), d(12)))
    assert.ok(!within(event({ date_start: null, date_end: '2031-05-11' }), d(12), d(13)))
    assert.ok(within(event({ date_end: null }), d(20), d(21)))
    assert.ok(within(event({ date_start: null, date_end: null }), d(20), d(21)))
})

test('the bars of the brush count each day that an event lies on', () => {
    const bins = histogram([event(), event({ date_end: '2031-05-14' })], dayOf('2031-05-11'), dayOf('2031-05-15'), 60)
    assert.deepEqual(
        bins.map((b) => b.count),
        [0, 2, 1, 1, 0]
    )
    const few = histogram([event()], dayOf('2031-01-01'), dayOf('2031-12-31'), 40)
    assert.ok(few.length <= 40)
    assert.equal(few.at(-1).to, dayOf('2031-12-31'))
})

test('the frame holds all marks with land around them, also at the edge of the world', () => {
    const { coordinates } = frameOf([lima, { lat: 84, lon: 179 }])
    const lons = coordinates.map((c) => c[0]),
        lats = coordinates.map((c) => c[1])
    assert.ok(Math.min(...lons) < -77 && Math.max(...lons) <= 180)
    assert.ok(Math.min(...lats) < -12 && Math.max(...lats) <= 85)
})

test('names beside marks cover neither marks nor names, and stay inside', () => {
    const points = Array.from({ length: 40 }, (x, i) => ({ key: `k${i}`, name: `Place ${i}`, x: 20 + ((i * 37) % 360), y: 20 + ((i * 53) % 260), r: 6 }))
    const names = placeNames(points, 400, 300)
    assert.ok(names.length > 5 && names.length <= 40)
    const box = (n) => {
        const wide = n.name.length * 6.4
        const x0 = n.anchor === 'start' ? n.x : n.anchor === 'end' ? n.x - wide : n.x - wide / 2
        return [x0, x0 + wide, n.y - 11, n.y + 3]
    }
    for (const a of names) {
        const [x0, x1, y0, y1] = box(a)
        assert.ok(x0 >= 0 && x1 <= 400 && y0 >= 0 && y1 <= 300)
        for (const b of names) {
            const [u0, u1, v0, v1] = box(b)
            assert.ok(a === b || x1 < u0 || u1 < x0 || y1 < v0 || v1 < y0)
        }
    }
})
