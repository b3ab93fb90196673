/* descent.js - the layout of the lineage: a row an origin, time from left to
 * right, and from each report a line to what it was made from.
 *
 *     Northwire   (1)----(2)---(3)
 *                           `--(4)       copies of one hour lie beside
 *     AP          ( ) - - - - -(5)       each other; AP is not held
 *     Radio            (6)
 *
 * Reads the sources of a brief, which say what each goes back to, and what it
 * was made from. Records of lineage are asked for when a report is picked.
 */
import { dayOf, instantOf, scaleOf, ticksOf } from './days.js'

export const NODE = 9
const STEP = 2 * NODE + 5,
    LINE = 30,
    PAD = 10,
    TOP = 34,
    UNHELD = 46
const EVENING = 0.75

/* When a report came out: with the hour if known, else in the evening of its
 * last possible day, after those that have one. */
export function momentOf(source) {
    const iso = source.published || ''
    if (iso.length > 10) return instantOf(iso)
    const day = dayOf(source.published_last || source.published_first || iso)
    return day === null ? null : day + EVENING
}

/* What a report goes back to: a report, or the name of one that is not held. */
export function rowKey(source) {
    return source.origin_report || `not held: ${source.origin || source.report}`
}

/* Each report at its time, on the first line with room; one that has a day and
 * no hour may step aside within its day. Who finds no room is left out, but the
 * head of the row never. */
function placeRow(row, at, box) {
    const ends = []
    const placed = []
    for (const node of row.nodes) {
        const moment = node.moment === null ? null : Math.min(node.moment, box.last)
        const x = moment === null ? box.left + NODE : at(moment)
        const most = moment === null || (node.source.published || '').length > 10 ? x : Math.max(x, at(Math.floor(moment) + 1) - NODE)
        let line = ends.findIndex((end) => Math.max(x, end + STEP) <= most)
        if (line < 0 && (ends.length < box.lines || node.id === row.head)) {
            line = ends.length
            ends.push(-Infinity)
        }
        if (line < 0) continue
        node.x = Math.max(x, ends[line] + STEP)
        node.line = line
        ends[line] = node.x
        placed.push(node)
    }
    row.nodes = placed
    row.lines = Math.max(ends.length, 1)
}

/* A bow over what lies between, or a line to another row. */
function path(a, b) {
    const dx = b.x - a.x
    if (a.y === b.y) {
        const h = Math.min(16, 6 + Math.abs(dx) / 14)
        return `M${a.x} ${a.y - 2}Q${a.x + dx / 2} ${a.y - 2 * h} ` + `${b.x} ${b.y - 2}`
    }
    const m = a.x + dx / 2
    return `M${a.x} ${a.y}C${m} ${a.y} ${m} ${b.y} ${b.x} ${b.y}`
}

/* Where the days begin on which an undated report may have come out. */
function startOf({ source, x }, at, left) {
    const first = dayOf(source.published_first)
    if (source.published || first === null) return null
    return round(Math.min(x, Math.max(left, at(first))))
}

function round(value) {
    return Math.round(value * 10) / 10
}

const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0)
/* of one moment, what others were made from comes first */
const byTime = (a, b) => order(a.moment ?? -Infinity, b.moment ?? -Infinity) || order(a.depth, b.depth) || order(a.id, b.id)

/* How many steps a report is from what it goes back to. */
function depthOf(source, all) {
    let depth = 0
    for (let s = source; s?.made_from && depth < 50; s = all.get(s.made_from)) depth++
    return depth
}

/* Reports by what they go back to; rows in order of time. If there are too many
 * rows, those with most reports are kept. */
function rowsOf(sources, most) {
    const by = new Map()
    const all = new Map(sources.map((s) => [s.report, s]))
    for (const source of sources) {
        const head = rowKey(source)
        if (!by.has(head)) by.set(head, { head, nodes: [], unheld: !source.origin_report, name: source.origin })
        by.get(head).nodes.push({ source, id: source.report, moment: momentOf(source), depth: depthOf(source, all) })
    }
    const rows = [...by.values()]
    for (const row of rows) {
        row.nodes.sort(byTime)
        row.all = row.nodes.length
        row.first = row.nodes[0].moment ?? -Infinity
    }
    rows.sort((a, b) => b.all - a.all || order(a.first, b.first) || order(a.head, b.head))
    return rows.slice(0, most).sort((a, b) => order(a.first, b.first) || order(a.head, b.head))
}

/* Each row its part of what can be drawn: the head, then those that most others
 * were made from, then the earliest. */
function choose(rows, sources, most) {
    const children = new Map()
    for (const s of sources) if (s.made_from) children.set(s.made_from, (children.get(s.made_from) || 0) + 1)
    const weight = (node, row) => (node.id === row.head ? Infinity : children.get(node.id) || 0)
    let room = most
    rows.forEach((row, i) => {
        const part = Math.max(1, Math.floor(room / (rows.length - i)))
        if (row.all > part)
            row.nodes = [...row.nodes]
                .sort((a, b) => order(weight(b, row), weight(a, row)) || byTime(a, b))
                .slice(0, part)
                .sort(byTime)
        room -= row.nodes.length
    })
}

/* box: {width, name: width of the rows' names (0: they stand above), and at
 * most so many rows, nodes, and lines of a row} */
export function layoutDescent(sources, box) {
    const most = { rows: 40, nodes: 240, ...box }
    const list = rowsOf(sources, most.rows)
    choose(list, sources, most.nodes)
    most.lines = box.lines || (list.length <= 2 ? 10 : list.length <= 6 ? 7 : 4)
    return arrange(list, sources, most)
}

/* From the first to the last day, and the last moment that is drawn. A report
 * without a date that may be weeks younger than all others does not squeeze
 * them: it stands at the edge, its days running out of the picture. */
function daysOf(list) {
    const nodes = list.flatMap((row) => row.nodes).filter((n) => n.moment !== null)
    if (!nodes.length) return { days: [0, 1], last: Infinity }
    const first = Math.floor(Math.min(...nodes.map((n) => n.moment)))
    const dated = nodes.filter((n) => n.source.published).map((n) => Math.floor(n.moment))
    const all = nodes.map((n) => Math.floor(n.moment))
    const known = Math.max(...(dated.length ? dated : all))
    const most = dated.length ? known + Math.max(1, Math.ceil((known - first) / 4)) : known
    const end = Math.min(Math.max(...all), most)
    return { days: [first, end + 1], last: end + EVENING }
}

function arrange(list, sources, box) {
    const { days, last } = daysOf(list)
    const left = box.name + 8 + (list.some((row) => row.unheld) ? UNHELD : 0)
    const right = box.width - NODE - 6
    const at = scaleOf(days, [left + NODE, right - NODE])
    const nodes = []
    const by = new Map()
    const ghosts = []
    const above = box.name ? 0 : 18
    let y = TOP
    for (const row of list) {
        placeRow(row, at, { left, last, lines: box.lines })
        row.y = y
        row.height = above + row.lines * LINE + PAD
        for (const node of row.nodes) {
            node.x = round(node.x)
            node.from = startOf(node, at, left)
            node.to = !node.source.published && node.moment > last ? right : null
            node.y = y + above + PAD / 2 + node.line * LINE + LINE / 2
            by.set(node.id, node)
            nodes.push(node)
        }
        if (row.unheld) ghosts.push({ name: row.name, x: left - UNHELD / 2, y: y + above + PAD / 2 + LINE / 2, row })
        y += row.height
    }
    const places = Math.max(2, Math.floor((right - left) / 84))
    return {
        rows: list,
        nodes,
        edges: edgesOf(nodes, by, ghosts, sources),
        ghosts,
        by,
        top: TOP,
        height: y + 4,
        width: box.width,
        left,
        right,
        ticks: ticksOf(days[0], days[1], places)
            .map((t) => ({ ...t, x: at(t.day) }))
            .filter((t) => t.x < box.width - 44),
        left_out: sources.length - nodes.length,
    }
}

/* What it was made from, or what that was made from, until one is drawn. */
function drawnParent(source, by, all) {
    let id = source.made_from
    for (let steps = 0; id && steps < 50; steps++) {
        if (by.has(id)) return [by.get(id), steps > 0]
        id = all.get(id)?.made_from
    }
    return [null, false]
}

/* From each report to what it was made from; to a hollow node if that is not
 * held. */
function edgesOf(nodes, by, ghosts, sources) {
    const all = new Map(sources.map((s) => [s.report, s]))
    const edges = []
    for (const node of nodes) {
        const [parent, far] = drawnParent(node.source, by, all)
        if (!parent) continue
        edges.push({ from: parent, to: node, relation: node.source.lineage_role, far, d: path(parent, node) })
    }
    for (const ghost of ghosts)
        for (const node of ghost.row.nodes.filter((n) => !n.source.made_from))
            edges.push({
                from: ghost,
                to: node,
                relation: node.source.lineage_role,
                unheld: true,
                d: path(ghost, node),
            })
    return edges
}

/* Those of these records of lineage whose reports are both drawn. */
export function pairsOf(layout, lineage) {
    return lineage
        .filter((l) => layout.by.has(l.child) && layout.by.has(l.parent))
        .map((l) => ({ record: l, relation: l.relation, d: path(layout.by.get(l.parent), layout.by.get(l.child)) }))
}
