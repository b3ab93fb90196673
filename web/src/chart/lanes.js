/* lanes.js - the layout of the timeline: a lane an actor, a mark an event.
 *
 *     Kim Jong Un    ----o  visit · Russia      O  meet · Putin
 *     Kremlin             o say
 *                   |22 Apr     |23         |24          |25
 *
 * Reads records of events, gives numbers alone. A day is a disc, several days
 * a bar; a bar is open at the side where the date is ("by 24 April"). What is
 * far from the days of the story waits at the side it lies on, and what has no
 * date at all is listed, not drawn. Where more events are than can be told
 * apart, those with the most independent origins are drawn and the others are
 * counted.
 */
import { dayOf, scaleOf, ticksOf } from './days.js'
import { deedWords } from './deed.js'

export const RADIUS = 6
const ROW = 22,
    LANE_PAD = 10,
    TOP = 34,
    GAP = 5,
    OPEN = 34,
    SIDE = 46
const LETTER = 6.6,
    LABEL = 36 /* letters of what stands beside a mark */,
    EDGE = 3

export function spanOf(event) {
    const a = dayOf(event.date_start)
    const b = dayOf(event.date_end)
    return a !== null && b !== null && b < a ? [b, a] : [a, b]
}

const PRONOUN = /^(he|she|it|they|we|i|you|who|which|that|this|those|these|some|others?|him|her|them|himself|herself|itself|themselves)$/i

/* "It", of which no report says who it is: nobody is named. */
export const isNobody = (party) => !party.entity && PRONOUN.test(party.text)

/* What each party is best called: its longest name, no pronoun. */
export function partyNames(events) {
    const names = new Map()
    for (const event of events)
        for (const party of [...event.actors, ...event.recipients]) {
            const key = partyKey(party)
            const had = names.get(key)
            const better = !had || (PRONOUN.test(had) && !PRONOUN.test(party.text)) || (party.entity && !PRONOUN.test(party.text) && party.text.length > had.length && party.text.length <= 40)
            if (better) names.set(key, party.text)
        }
    return names
}

export function partyKey(party) {
    return party.entity || party.text.toLowerCase()
}

/* The days that are drawn: those of the story, and what is near to them; of a
 * long bar its beginning is enough. */
export function coreDays(events, story) {
    let first = dayOf(story && story.first),
        last = dayOf(story && story.last)
    const spans = events
        .map(spanOf)
        .map(([a, b]) => [a ?? b, b ?? a])
        .filter(([a]) => a !== null)
    if (first === null || last === null) {
        const ends = spans.map(([, b]) => b).sort((a, b) => a - b)
        first = last = ends.length ? ends[ends.length >> 1] : 0
    }
    const near = [first - 10, last + 21]
    let from = first,
        to = last
    for (const [a, b] of spans)
        if (b >= near[0] && a <= near[1]) {
            from = Math.min(from, Math.max(a, Math.min(first, b) - EDGE))
            to = Math.max(to, Math.min(b, Math.max(last, a) + EDGE))
        }
    return [from, to]
}

/* The days of all events. */
export function allDays(events) {
    let from = Infinity,
        to = -Infinity
    for (const event of events)
        for (const day of spanOf(event))
            if (day !== null) {
                from = Math.min(from, day)
                to = Math.max(to, day)
            }
    return from > to ? [0, 0] : [from, to]
}

/* Weight first: what more origins tell is drawn before the rest. */
function byWeight(a, b) {
    return b.independent - a.independent || b.mentions.length - a.mentions.length || (a.id < b.id ? -1 : 1)
}

/* The lanes, and to each the events: an event is in the lane of that of its
 * actors who does most, so that each is drawn once. */
function share(events, most) {
    const lanes = new Map()
    const names = partyNames(events)
    const actorsOf = (event) => event.actors.filter((a) => !isNobody(a))
    for (const event of events)
        for (const actor of actorsOf(event)) {
            const key = partyKey(actor)
            if (!lanes.has(key)) lanes.set(key, { key, name: names.get(key), entity: actor.entity, count: 0, events: [] })
            lanes.get(key).count++
        }
    const nobody = { key: '', name: 'nobody is named', entity: null, count: 0, events: [] }
    const order = (a, b) => b.count - a.count || (a.entity ? 0 : 1) - (b.entity ? 0 : 1) || (a.name < b.name ? -1 : 1)
    for (const event of events) {
        const own = actorsOf(event).map((a) => lanes.get(partyKey(a)))
        ;(own.sort(order)[0] || nobody).events.push(event)
    }
    let list = [...lanes.values()].filter((l) => l.events.length)
    list.sort((a, b) => b.events.length - a.events.length || order(a, b))
    const rest = list.slice(most)
    list = list.slice(0, most)
    if (rest.length)
        list.push({
            key: '…',
            entity: null,
            joined: rest.length,
            name: rest.length === 1 ? rest[0].name : `${rest.length} others`,
            events: rest.flatMap((l) => l.events),
        })
    if (nobody.events.length) list.push(nobody)
    return list
}

/* Where an event stands: x0 .. x1, and on which sides it is open. */
function extent(event, at, box) {
    let [a, b] = spanOf(event)
    if (a === null && b === null) return null
    if ((b ?? a) < box.first) return { side: 'before', x0: box.left - SIDE / 2, x1: box.left - SIDE / 2 }
    if ((a ?? b) > box.last) return { side: 'after', x0: box.right + SIDE / 2, x1: box.right + SIDE / 2 }
    const open = { left: a === null || a < box.first, right: b === null || b > box.last }
    let x0 = a === null ? at(b + 0.5) - OPEN : at(Math.max(a, box.first) + 0.5)
    let x1 = b === null ? at(a + 0.5) + OPEN : at(Math.min(b, box.last) + 0.5)
    if (a !== null && open.left) x0 = box.left
    if (b !== null && open.right) x1 = box.right
    return { side: null, x0: Math.max(x0, box.left), x1, open }
}

/* The heaviest first, each in the first row where it covers nothing; past the
 * last row there is no room. */
function pack(marks, rowsMost) {
    const rows = []
    const out = []
    for (const mark of marks) {
        const wide = mark.label && !mark.side ? 8 + mark.label.length * LETTER : 0
        const from = mark.x0 - RADIUS - 2 - (mark.flip ? wide : 0)
        const to = mark.x1 + RADIUS + GAP + (mark.flip ? 0 : wide)
        let row = rows.findIndex((taken) => taken.every(([x, y]) => y <= from || x >= to))
        if (row < 0) {
            if (rows.length === rowsMost) continue
            row = rows.length
            rows.push([])
        }
        rows[row].push([from, to])
        out.push({ ...mark, row })
    }
    out.sort((a, b) => a.row - b.row || a.x0 - b.x0)
    return { marks: out, rows: Math.max(rows.length, 1) }
}

/* box: {width, name (width of the lanes' names; 0: they stand above), days
 * [first, last], lanes, marks, rows: at most} */
export function layoutLanes(events, box) {
    const most = { lanes: 14, marks: 400, rows: 12, ...box }
    const dated = events.filter((e) => e.date_start || e.date_end)
    const drawn = [...dated].sort(byWeight).slice(0, most.marks)
    const above = box.name ? 0 : 18
    const [first, last] = box.days
    const sides = { before: false, after: false }
    for (const event of drawn) {
        const [a, b] = spanOf(event)
        if ((b ?? a) < first) sides.before = true
        else if ((a ?? b) > last) sides.after = true
    }
    const frame = {
        first,
        last,
        left: box.name + (sides.before ? SIDE : 0) + 8,
        right: box.width - (sides.after ? SIDE : 0) - 8,
    }
    const at = scaleOf([first, last + 1], [frame.left, frame.right])
    const labels = box.width >= 640 && drawn.length <= 90
    const lanes = []
    const marks = []
    let y = TOP,
        crowded = 0
    for (const lane of share(drawn, most.lanes)) {
        const own = lane.events.map((event) => ({
            event,
            label: deedWords(event, LABEL),
            ...extent(event, at, frame),
        }))
        own.sort((p, q) => byWeight(p.event, q.event))
        for (const m of own) {
            if (!labels) m.label = ''
            /* a label that would run over the edge stands on the other side */
            m.flip = m.x1 + RADIUS + 8 + m.label.length * LETTER > box.width
            /* and where it has no room there either, the mark has none */
            if (m.flip && m.x0 - RADIUS - 8 - m.label.length * LETTER < box.name) m.label = ''
        }
        const packed = pack(own, most.rows)
        crowded += own.length - packed.marks.length
        const height = above + packed.rows * ROW + LANE_PAD
        for (const mark of packed.marks)
            marks.push({ ...mark, lane: lanes.length, y: y + above + LANE_PAD / 2 + mark.row * ROW + ROW / 2 })
        lanes.push({ ...lane, y, height, shown: packed.marks.length })
        y += height
    }
    const places = Math.max(2, Math.floor((frame.right - frame.left) / 76))
    return {
        lanes,
        marks,
        sides,
        frame,
        labels,
        top: TOP,
        height: y + 6,
        ticks: ticksOf(first, last + 1, places)
            .map((t) => ({ ...t, x: at(t.day) }))
            .filter((t) => t.x < box.width - 44),
        undated: events.filter((e) => !e.date_start && !e.date_end),
        left_out: dated.length - drawn.length + crowded,
    }
}
