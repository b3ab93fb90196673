/* net.js - who did what to whom, as a net: its knots, its threads, and where
 * they lie.
 *
 * The layout is the same each time: knots begin on a spiral in the order of
 * their weight, and are moved by forces that know no chance. It is made for at
 * most a few dozen knots, which is what a reader can take in; each step
 * compares all of them.
 */
import { isNobody, partyKey, partyNames } from './lanes.js'

const STEPS = 300
const PAD_X = 48
const PAD_Y = 26
const WIDE = 1.8 /* a box is best so much wider than high */

const DESCRIBED = /^(the|an?|his|her|its|their|our|my|some|any|both|all|\d+)\b/i

/* A party is named if it is an entity, or has the code of a country or group
 * and is called by a name: "Paraguay's navy", not "his late grandfather". */
export function isNamed(party) {
    if (party.entity) return true
    return Boolean(party.code) && /^\p{Lu}/u.test(party.text) && !DESCRIBED.test(party.text)
}

function thread(threads, from, to, event, kind) {
    if (kind === 'with' && from > to) [from, to] = [to, from]
    const key = `${from}\n${to}\n${kind}`
    if (!threads.has(key)) threads.set(key, { from, to, kind, events: [] })
    const list = threads.get(key).events
    if (list[list.length - 1] !== event) list.push(event)
}

/* options: {all: with those who are not named, most: knots} */
export function buildNet(events, { all = false, most = 40 } = {}) {
    const knots = new Map()
    const threads = new Map()
    let unnamed = new Set()
    const names = partyNames(events)
    const knot = (party, event) => {
        const key = partyKey(party)
        if (isNobody(party)) return null
        if (!all && !isNamed(party)) {
            unnamed.add(key)
            return null
        }
        if (!knots.has(key))
            knots.set(key, {
                key,
                name: names.get(key),
                entity: party.entity,
                code: party.code,
                sector: party.sector,
                events: [],
            })
        const list = knots.get(key).events
        if (list[list.length - 1] !== event) list.push(event)
        return key
    }
    for (const event of events) {
        const actors = event.actors.map((p) => knot(p, event)).filter(Boolean)
        const others = event.recipients.map((p) => knot(p, event)).filter(Boolean)
        for (const a of actors) for (const r of others) if (a !== r) thread(threads, a, r, event, 'to')
        for (let i = 0; i < actors.length && !others.length; i++)
            for (let k = i + 1; k < actors.length; k++)
                if (actors[i] !== actors[k]) thread(threads, actors[i], actors[k], event, 'with')
    }
    const degree = new Map()
    for (const t of threads.values())
        for (const key of [t.from, t.to]) degree.set(key, (degree.get(key) || 0) + t.events.length)
    const joined = [...knots.values()].filter((k) => degree.has(k.key))
    joined.sort((a, b) => degree.get(b.key) - degree.get(a.key) || (a.name < b.name ? -1 : 1))
    const alone = [...knots.values()].filter((k) => !degree.has(k.key))
    const first = new Set(joined.slice(0, most).map((k) => k.key))
    const all_threads = [...threads.values()]
    const drawn = all_threads.filter((t) => first.has(t.from) && first.has(t.to))
    /* who has to do with others alone that are not drawn is not drawn either */
    const keys = new Set(drawn.flatMap((t) => [t.from, t.to]))
    return {
        knots: joined.filter((k) => keys.has(k.key)).map((k) => ({ ...k, degree: degree.get(k.key) })),
        threads: drawn,
        all_threads,
        others: joined.filter((k) => !keys.has(k.key)) /* for the table alone */,
        lone: alone /* act with nobody who is named */,
        alone: alone.length,
        left_out: joined.length - keys.size,
        unnamed: unnamed.size,
    }
}

/* Four classes of deeds (words or acts, for or against): the class that most
 * events of a thread have. */
export function quadOf(events) {
    const count = [0, 0, 0, 0, 0]
    for (const e of events) count[e.quad >= 1 && e.quad <= 4 ? e.quad : 0]++
    return count.indexOf(Math.max(...count))
}

/* Smaller on a small screen. */
export function radiusOf(knot, width = 1000) {
    return (6 + Math.min(12, 3 * Math.sqrt(knot.degree))) * (width < 640 ? 0.65 : 1)
}

const APART = 7 /* pixels between two discs */

/* Discs that cover each other move apart, and stay inside. */
function spread(knots, width, height) {
    const inside = (x, r, most) => Math.max(r + 2, Math.min(most - r - 2, x))
    for (let turn = 0; turn < 120; turn++) {
        let moved = false
        for (let i = 0; i < knots.length; i++)
            for (let j = i + 1; j < knots.length; j++) {
                const [a, b] = [knots[i], knots[j]]
                const dx = b.x - a.x || 0.5
                const dy = b.y - a.y || 0.25
                const d = Math.hypot(dx, dy)
                const lack = a.r + b.r + APART - d
                if (lack <= 0.5) continue
                moved = true
                a.x -= (dx / d) * lack * 0.5
                a.y -= (dy / d) * lack * 0.5
                b.x += (dx / d) * lack * 0.5
                b.y += (dy / d) * lack * 0.5
            }
        for (const k of knots) {
            k.x = inside(k.x, k.r, width)
            k.y = inside(k.y, k.r, height)
        }
        if (!moved) break
    }
    for (const k of knots) {
        k.x = Math.round(k.x * 10) / 10
        k.y = Math.round(k.y * 10) / 10
    }
    return knots
}

/* Knots that hang together, the largest group first. */
function groupsOf(net) {
    const near = new Map(net.knots.map((k) => [k.key, []]))
    for (const t of net.threads) {
        near.get(t.from).push(t.to)
        near.get(t.to).push(t.from)
    }
    const seen = new Set()
    const groups = []
    for (const knot of net.knots) {
        if (seen.has(knot.key)) continue
        const group = [knot.key]
        seen.add(knot.key)
        for (let i = 0; i < group.length; i++)
            for (const key of near.get(group[i]))
                if (!seen.has(key)) {
                    seen.add(key)
                    group.push(key)
                }
        groups.push(group)
    }
    return groups.sort((a, b) => b.length - a.length)
}

/* Forces as of Fruchterman and Reingold (1991): knots push each other off,
 * threads pull, the steps become smaller. A thread of a knot with many pulls
 * less, so that hubs do not heap up what hangs on them. */
function settle(points, links, width, height) {
    const n = points.length
    const wide = width / height
    const k = 0.85 * Math.sqrt((height * height) / n)
    const degree = new Map(points.map((p) => [p, 0]))
    for (const pair of links) for (const p of pair) degree.set(p, degree.get(p) + 1)
    for (let step = 0; step < STEPS; step++) {
        const heat = 0.12 * height * (1 - step / STEPS) + 0.3
        for (const p of points) {
            p.vx = -p.x * 0.06
            p.vy = -p.y * 0.06
        }
        for (let i = 0; i < n; i++)
            for (let j = i + 1; j < n; j++) {
                const dx = points[i].x - points[j].x
                const dy = points[i].y - points[j].y
                const push = (k * k) / Math.max(dx * dx + dy * dy, 1)
                points[i].vx += dx * push
                points[i].vy += dy * push
                points[j].vx -= dx * push
                points[j].vy -= dy * push
            }
        for (const [p, q] of links) {
            const dx = q.x - p.x
            const dy = q.y - p.y
            const pull = Math.hypot(dx, dy) / k / Math.sqrt(Math.min(degree.get(p), degree.get(q)))
            p.vx += dx * pull
            p.vy += dy * pull
            q.vx -= dx * pull
            q.vy -= dy * pull
        }
        for (const p of points) {
            const v = Math.hypot(p.vx, p.vy)
            const slow = v > heat ? heat / v : 1
            p.x += p.vx * slow
            p.y += p.vy * slow
        }
    }
    for (const p of points) p.x *= wide
}

/* Into a box, filling it if there are enough knots to. */
function fit(points, box) {
    const xs = points.map((p) => p.x)
    const ys = points.map((p) => p.y)
    const [x0, x1] = [Math.min(...xs), Math.max(...xs)]
    const [y0, y1] = [Math.min(...ys), Math.max(...ys)]
    /* few knots stay near to each other */
    const [wide, high] = points.length < 4 ? [80, 40] : [150, 110]
    const most = {
        x: Math.min(Math.max(40, box.width - 2 * PAD_X), wide * points.length),
        y: Math.min(Math.max(20, box.height - 2 * PAD_Y), high * points.length),
    }
    const zx = Math.min(most.x / (x1 - x0 || 1), 3)
    const zy = Math.min(most.y / (y1 - y0 || 1), 3)
    for (const p of points) {
        p.x = Math.round((box.x + box.width / 2 + (p.x - (x0 + x1) / 2) * zx) * 10) / 10
        p.y = Math.round((box.y + box.height / 2 + (p.y - (y0 + y1) / 2) * zy) * 10) / 10
    }
}

/* The room of each group, by how many knots it has: groups stand in rows, the
 * largest first, and a row is closed when its boxes would become less square
 * (Bederson, Shneiderman, Wattenberg 2002: strips). */
function boxesOf(groups, width, height) {
    const weights = groups.map((g) => g.length + 1.5)
    const unit = height / weights.reduce((a, b) => a + b, 0)
    const boxes = []
    let y = 0
    for (let i = 0; i < groups.length; ) {
        let n = 1
        const skew = (count) => {
            const row = weights.slice(i, i + count)
            const high = unit * row.reduce((a, b) => a + b, 0)
            return row.reduce((a, w) => {
                const wide = (width * w * unit) / high
                return a + Math.max(wide / high / WIDE, (high / wide) * WIDE)
            }, 0) / count
        }
        while (i + n < groups.length && skew(n + 1) <= skew(n)) n++
        const row = weights.slice(i, i + n)
        const sum = row.reduce((a, b) => a + b, 0)
        let x = 0
        for (const w of row) {
            boxes.push({ x, y, width: (width * w) / sum, height: sum * unit })
            x += (width * w) / sum
        }
        y += sum * unit
        i += n
    }
    return boxes
}

/* x and y of each knot inside width x height. */
export function layoutNet(net, width, height) {
    const by = new Map(net.knots.map((k) => [k.key, k]))
    const place = new Map()
    const groups = groupsOf(net)
    const boxes = boxesOf(groups, width, height)
    groups.forEach((group, g) => {
        const box = boxes[g]
        const golden = Math.PI * (3 - Math.sqrt(5))
        const points = group.map((key, i) => ({
            key,
            x: Math.cos(i * golden) * box.height * 0.4 * Math.sqrt((i + 0.5) / group.length),
            y: Math.sin(i * golden) * box.height * 0.4 * Math.sqrt((i + 0.5) / group.length),
        }))
        const at = new Map(points.map((p) => [p.key, p]))
        const links = net.threads.filter((t) => at.has(t.from)).map((t) => [at.get(t.from), at.get(t.to)])
        settle(points, links, box.width, box.height)
        fit(points, box)
        for (const p of points) place.set(p.key, p)
    })
    const knots = net.knots.map((k) => ({ ...by.get(k.key), x: place.get(k.key).x, y: place.get(k.key).y, r: radiusOf(k, width) }))
    return spread(knots, width, height)
}

/* Where a thread runs: bent if there is one back, so that both are seen, from
 * rim to rim, with a head where it arrives. {d, head, bow} */
export function threadPath(a, b, bent, headed) {
    const dx = b.x - a.x
    const dy = b.y - a.y
    const d = Math.hypot(dx, dy) || 1
    const bow = bent ? Math.min(26, d / 5) : 0
    const mx = (a.x + b.x) / 2 - (dy / d) * bow
    const my = (a.y + b.y) / 2 + (dx / d) * bow
    const rim = (from, r) => {
        const ex = mx - from.x
        const ey = my - from.y
        const e = Math.hypot(ex, ey) || 1
        return { x: from.x + (ex / e) * r, y: from.y + (ey / e) * r, ux: ex / e, uy: ey / e }
    }
    const start = rim(a, a.r + 2)
    const end = rim(b, b.r + (headed ? 8 : 2))
    const r = (x) => Math.round(x * 10) / 10
    const tip = rim(b, b.r + 1)
    const wing = (s) => `${r(end.x - end.uy * 4.5 * s)} ${r(end.y + end.ux * 4.5 * s)}`
    return {
        d: `M${r(start.x)} ${r(start.y)}Q${r(mx)} ${r(my)} ${r(end.x)} ${r(end.y)}`,
        head: headed ? `M${r(tip.x)} ${r(tip.y)}L${wing(1)}L${wing(-1)}z` : null,
        bow: [start.x, start.y, mx, my, end.x, end.y],
    }
}

/* Points of it, for names that should not lie on it. */
export function alongThread({ bow: [ax, ay, mx, my, bx, by] }) {
    const many = Math.min(60, Math.ceil(Math.hypot(bx - ax, by - ay) / 10))
    return Array.from({ length: many + 1 }, (x, i) => {
        const t = i / many
        const [p, q, s] = [(1 - t) * (1 - t), 2 * t * (1 - t), t * t]
        return { x: p * ax + q * mx + s * bx, y: p * ay + q * my + s * by }
    })
}
