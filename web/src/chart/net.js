/* net.js - who did what to whom, as a net: its knots, its threads, and where
 * they lie.
 *
 * The layout is the same each time: knots begin on a spiral in the order of
 * their weight, and are moved by forces that know no chance. It is made for at
 * most a few dozen knots, which is what a reader can take in; each step
 * compares all of them.
 */
import { partyKey } from './lanes.js'

/* A party is known if it is an entity, or has the code of a country or group. */
export function isNamed(party) {
    return Boolean(party.entity || party.code)
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
    const knot = (party, event) => {
        const key = partyKey(party)
        if (!all && !isNamed(party)) {
            unnamed.add(key)
            return null
        }
        if (!knots.has(key))
            knots.set(key, {
                key,
                name: party.text,
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
    const shown = joined.slice(0, most)
    const keys = new Set(shown.map((k) => k.key))
    return {
        knots: shown.map((k) => ({ ...k, degree: degree.get(k.key) })),
        threads: [...threads.values()].filter((t) => keys.has(t.from) && keys.has(t.to)),
        alone: knots.size - joined.length /* act with nobody who is named */,
        left_out: joined.length - shown.length,
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

export function radiusOf(knot) {
    return 6 + Math.min(12, 3 * Math.sqrt(knot.degree))
}

function push(p, q, k, min) {
    let dx = p.x - q.x,
        dy = p.y - q.y
    const d2 = Math.max(dx * dx + dy * dy, min)
    p.vx += (dx / d2) * k
    p.vy += (dy / d2) * k
    q.vx -= (dx / d2) * k
    q.vy -= (dy / d2) * k
}

/* x and y of each knot inside width x height, with room for the names. */
export function layoutNet(net, width, height, steps = 260) {
    const size = Math.min(width, height)
    const n = net.knots.length
    const golden = Math.PI * (3 - Math.sqrt(5))
    const points = net.knots.map((k, i) => ({
        x: Math.cos(i * golden) * size * 0.5 * Math.sqrt((i + 0.5) / n),
        y: Math.sin(i * golden) * size * 0.5 * Math.sqrt((i + 0.5) / n),
        vx: 0,
        vy: 0,
    }))
    const index = new Map(net.knots.map((k, i) => [k.key, i]))
    const links = net.threads.map((t) => [points[index.get(t.from)], points[index.get(t.to)]])
    const rest = Math.max(70, (size / Math.sqrt(n + 1)) * 0.9)
    for (let step = 0; step < steps; step++) {
        const heat = 1 - step / steps
        for (let i = 0; i < n; i++) for (let k = i + 1; k < n; k++) push(points[i], points[k], rest * rest * 0.12, 60)
        for (const [p, q] of links) {
            const dx = q.x - p.x,
                dy = q.y - p.y
            const d = Math.sqrt(dx * dx + dy * dy) || 1
            const pull = ((d - rest) / d) * 0.06
            p.vx += dx * pull
            p.vy += dy * pull
            q.vx -= dx * pull
            q.vy -= dy * pull
        }
        for (const p of points) {
            p.vx -= p.x * 0.012 * (height < width ? height / width : 1)
            p.vy -= p.y * 0.012 * (width < height ? width / height : 1)
            const v = Math.hypot(p.vx, p.vy),
                top = 14 * heat + 0.5
            const slow = v > top ? top / v : 1
            p.x += p.vx * slow
            p.y += p.vy * slow
            p.vx *= 0.6
            p.vy *= 0.6
        }
    }
    return fit(net, points, width, height)
}

/* Into the box; never larger than life, so that two knots stay near. */
function fit(net, points, width, height) {
    const pad = { x: Math.min(90, width * 0.16), y: 34 }
    const xs = points.map((p) => p.x),
        ys = points.map((p) => p.y)
    const x0 = Math.min(...xs),
        x1 = Math.max(...xs)
    const y0 = Math.min(...ys),
        y1 = Math.max(...ys)
    const zx = Math.min((width - 2 * pad.x) / (x1 - x0 || 1), 2.2)
    const zy = Math.min((height - 2 * pad.y) / (y1 - y0 || 1), 2.2)
    return net.knots.map((k, i) => ({
        ...k,
        x: Math.round((width / 2 + (points[i].x - (x0 + x1) / 2) * zx) * 10) / 10,
        y: Math.round((height / 2 + (points[i].y - (y0 + y1) / 2) * zy) * 10) / 10,
        r: radiusOf(k),
    }))
}
