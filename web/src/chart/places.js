/* places.js - events by the place they are told of, and by their days.
 *
 * A place has a position that the record gives, or none: then its events are
 * counted and listed, and drawn nowhere. Where a record says that the position
 * stands for a whole country, the mark is a square.
 */
import { dayOf } from './days.js'
import { spanOf } from './lanes.js'

export function isCountry(place) {
    return place.precision === 'country'
}

function hasPosition(place) {
    return Boolean(place) && Number.isFinite(place.lat) && Number.isFinite(place.lon)
}

/* True if the event may lie in these days; one without a date always may. */
export function within(event, from, to) {
    const [a, b] = spanOf(event)
    return (a === null || a <= to) && (b === null || b >= from) && !(a === null && b !== null && b < from)
}

/* Marks, those with most events first, and how many events have no place. */
export function placeMarks(events) {
    const by = new Map()
    const nowhere = [],
        unplaced = []
    for (const event of events) {
        const p = event.place
        if (!p) {
            nowhere.push(event)
            continue
        }
        if (!hasPosition(p)) {
            unplaced.push(event)
            continue
        }
        const key = p.geonameid ? String(p.geonameid) : `${p.name} ${p.lat} ${p.lon}`
        if (!by.has(key))
            by.set(key, {
                key,
                name: p.name,
                lat: p.lat,
                lon: p.lon,
                country: isCountry(p),
                code: p.country,
                events: [],
            })
        by.get(key).events.push(event)
    }
    const marks = [...by.values()].sort((a, b) => b.events.length - a.events.length || (a.name < b.name ? -1 : 1))
    return { marks, nowhere, unplaced }
}

export function markRadius(count) {
    return 4 + Math.min(11, 3.2 * Math.sqrt(count))
}

/* How many events may lie in each part of these days. */
export function histogram(events, from, to, most) {
    const days = to - from + 1
    const step = Math.max(1, Math.ceil(days / most))
    const bins = Array.from({ length: Math.ceil(days / step) }, (x, i) => ({
        from: from + i * step,
        to: Math.min(from + (i + 1) * step - 1, to),
        count: 0,
    }))
    for (const event of events) {
        let [a, b] = spanOf(event)
        if (a === null && b === null) continue
        /* an open date counts where it is sure */
        a = a ?? b
        b = b ?? a
        const first = Math.max(0, Math.floor((a - from) / step))
        const last = Math.min(bins.length - 1, Math.floor((b - from) / step))
        for (let i = first; i <= last; i++) bins[i].count++
    }
    return bins
}

/* The part of the earth that holds all marks, as a frame of GeoJSON points,
 * with the land around them. */
export function frameOf(marks, pad = 0.25, least = 6) {
    const lats = marks.map((m) => m.lat)
    const lons = marks.map((m) => m.lon)
    let [south, north] = [Math.min(...lats), Math.max(...lats)]
    let [west, east] = [Math.min(...lons), Math.max(...lons)]
    const high = Math.max(north - south, least),
        wide = Math.max(east - west, least)
    const midLat = (north + south) / 2,
        midLon = (west + east) / 2
    south = Math.max(-85, midLat - high * (0.5 + pad))
    north = Math.min(85, midLat + high * (0.5 + pad))
    west = Math.max(-180, midLon - wide * (0.5 + pad))
    east = Math.min(180, midLon + wide * (0.5 + pad))
    return {
        type: 'MultiPoint',
        coordinates: [
            [west, south],
            [east, south],
            [east, north],
            [west, north],
        ],
    }
}

/* Marks of a drawing (x, y, r, events) that would cover each other, as one: the
 * heavier takes in the lighter, and has the names of all. */
export function joinMarks(points, radius) {
    const out = []
    for (const p of points) {
        const home = out.find((q) => Math.hypot(q.x - p.x, q.y - p.y) < (q.r + p.r) * 0.8)
        if (!home) {
            out.push({ ...p, names: [p.name], keys: [p.key] })
            continue
        }
        home.events = [...new Set([...home.events, ...p.events])]
        home.names.push(p.name)
        home.keys.push(p.key)
        home.country = home.country && p.country
        home.r = radius(home.events.length)
    }
    return out
}

export function firstDay(event) {
    return dayOf(event.date_start) ?? dayOf(event.date_end)
}

const LETTER = 7.4
const HIGH = 14

const apart = (a, b) => a.x1 < b.x0 || b.x1 < a.x0 || a.y1 < b.y0 || b.y1 < a.y0

/* Names beside marks, where they cover neither a mark nor a name: to the right,
 * to the left, below or above, where there are fewest `lines` (points on them);
 * else the mark stands without. `points`: x, y, r and name of each, the
 * weightiest first. */
export function placeNames(points, width, height, lines = []) {
    const taken = points.map((p) => ({ x0: p.x - p.r, x1: p.x + p.r, y0: p.y - p.r, y1: p.y + p.r }))
    const out = []
    for (const p of points) {
        const wide = p.name.length * LETTER
        const tries = [
            ['start', p.x + p.r + 4, p.y + 4],
            ['end', p.x - p.r - 4, p.y + 4],
            ['middle', p.x, p.y + p.r + 13],
            ['middle', p.x, p.y - p.r - 5],
        ]
        let best = null
        for (const [anchor, x, y] of tries) {
            const x0 = anchor === 'start' ? x : anchor === 'end' ? x - wide : x - wide / 2
            const box = { x0, x1: x0 + wide, y0: y - HIGH + 3, y1: y + 3 }
            const inside = box.x0 >= 0 && box.x1 <= width && box.y0 >= 0 && box.y1 <= height
            if (!inside || taken.some((t) => !apart(t, box))) continue
            const under = lines.filter((l) => l.x > box.x0 && l.x < box.x1 && l.y > box.y0 && l.y < box.y1).length
            if (!best || under < best.under) best = { under, box, name: { key: p.key, name: p.name, anchor, x, y } }
            if (!under) break
        }
        if (!best) continue
        taken.push(best.box)
        out.push(best.name)
    }
    return out
}
