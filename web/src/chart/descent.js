/* descent.js - the layout of the lineage: a row an origin, time from left to
 * right, and from each report a line to what it was made from.
 *
 *     Northwire   (1)----(2)---(3)
 *                           `--(4)       copies of one hour lie beside
 *     AP          ( ) - - - - -(5)       each other; AP is not held
 *     Radio            (6)
 *
 * Reads the sources of a brief, which say what each goes back to and was made
 * from, and the records of lineage.
 */
import { dayOf, instantOf, scaleOf, ticksOf } from './days.js'

export const NODE = 9
const STEP = 2 * NODE + 5,
    LINE = 30,
    PAD = 10,
    TOP = 34,
    UNHELD = 46

/* When a report came out: with the hour if known, else in the evening of its
 * last possible day, after those that have one. */
export function momentOf(source) {
    const iso = source.published || ''
    if (iso.length > 10) return instantOf(iso)
    const day = dayOf(source.published_last || source.published_first || iso)
    return day === null ? null : day + 0.75
}

/* What a report goes back to: a report, or the name of one that is not held. */
export function rowKey(source) {
    return source.origin_report || `not held: ${source.origin || source.report}`
}

function placeRow(row, at, box) {
    const ends = []
    let most = 0
    for (const node of row.nodes) {
        node.x = node.moment === null ? box.left + NODE : at(node.moment)
        let line = ends.findIndex((end) => end + STEP <= node.x)
        if (line < 0 && ends.length < box.lines) {
            line = ends.length
            ends.push(0)
        }
        if (line < 0) {
            /* no room: to the right of the nearest one */
            line = ends.indexOf(Math.min(...ends))
            node.x = ends[line] + STEP
            node.moved = true
        }
        node.line = line
        ends[line] = node.x
        most = Math.max(most, node.x)
    }
    row.lines = Math.max(ends.length, 1)
    return most
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

/* box: {width, name: width of the rows' names, 0: above, rows, nodes, lines} */
export function layoutDescent(sources, lineage, box) {
    const most = { rows: 40, nodes: 240, lines: 4, ...box }
    const rows = new Map()
    for (const source of sources) {
        const head = rowKey(source)
        if (!rows.has(head)) rows.set(head, { head, nodes: [] })
        rows.get(head).nodes.push({ source, id: source.report, moment: momentOf(source) })
    }
    const first = (row) => row.nodes.reduce((m, n) => (n.moment === null ? m : Math.min(m, n.moment)), Infinity)
    let list = [...rows.values()]
    list.forEach((row) => {
        row.first = first(row)
    })
    /* those with most copies, if not all rows can be drawn */
    const kept = new Set(
        [...list].sort((a, b) => b.nodes.length - a.nodes.length || a.first - b.first).slice(0, most.rows)
    )
    list = list.filter((row) => kept.has(row)).sort((a, b) => a.first - b.first || (a.head < b.head ? -1 : 1))
    let room = most.nodes - list.length,
        drawn = 0
    for (const row of list) {
        row.nodes.sort(
            (a, b) =>
                (a.id === row.head ? -1 : 0) - (b.id === row.head ? -1 : 0) ||
                a.moment - b.moment ||
                (a.id < b.id ? -1 : 1)
        )
        row.all = row.nodes.length
        row.nodes = row.nodes.slice(0, 1 + Math.max(0, room))
        room -= row.nodes.length - 1
        drawn += row.nodes.length
        row.unheld = !row.nodes[0].source.origin_report
        row.name = row.nodes[0].source.origin
        row.nodes.sort((a, b) => a.moment - b.moment || (a.id < b.id ? -1 : 1))
    }
    return arrange(list, sources, lineage, most, drawn)
}

function arrange(list, sources, lineage, box, drawn) {
    const moments = list
        .flatMap((row) => row.nodes)
        .map((n) => n.moment)
        .filter((m) => m !== null)
    const days = moments.length ? [Math.floor(Math.min(...moments)), Math.floor(Math.max(...moments)) + 1] : [0, 1]
    const left = box.name + 8 + (list.some((row) => row.unheld) ? UNHELD : 0)
    const right = box.width - NODE - 6
    const at = scaleOf(days, [left + NODE, right - NODE])
    const nodes = [],
        by = new Map(),
        ghosts = []
    const above = box.name ? 0 : 18
    let y = TOP,
        widest = box.width
    for (const row of list) {
        widest = Math.max(widest, placeRow(row, at, { left, lines: box.lines }) + NODE + 6)
        row.y = y
        row.height = above + row.lines * LINE + PAD
        for (const node of row.nodes) {
            node.x = round(node.x)
            node.from = startOf(node, at, left)
            node.y = y + above + PAD / 2 + node.line * LINE + LINE / 2
            by.set(node.id, node)
            nodes.push(node)
        }
        if (row.unheld) ghosts.push({ name: row.name, x: left - UNHELD / 2, y: y + above + PAD / 2 + LINE / 2, row })
        y += row.height
    }
    const pair = new Map(lineage.map((l) => [l.child + l.parent, l]))
    const edges = []
    for (const node of nodes) {
        const parent = by.get(node.source.made_from)
        if (!parent) continue
        const record = pair.get(node.id + parent.id)
        edges.push({
            from: parent,
            to: node,
            record,
            relation: record ? record.relation : node.source.lineage_role,
            d: path(parent, node),
        })
    }
    for (const ghost of ghosts)
        for (const node of ghost.row.nodes.filter((n) => !n.source.made_from))
            edges.push({
                from: ghost,
                to: node,
                record: null,
                relation: node.source.lineage_role,
                unheld: true,
                d: path(ghost, node),
            })
    const places = Math.max(2, Math.floor((right - left) / 84))
    return {
        rows: list,
        nodes,
        edges,
        ghosts,
        by,
        top: TOP,
        height: y + 4,
        width: Math.ceil(widest),
        left,
        right,
        ticks: ticksOf(days[0], days[1], places).map((t) => ({ ...t, x: at(t.day) })).filter((t) => t.x < box.width - 44),
        left_out: sources.length - drawn,
    }
}

/* All pairs of a report that are drawn, whichever side it is on. */
export function pairsOf(layout, lineage, id) {
    return lineage
        .filter((l) => (l.child === id || l.parent === id) && layout.by.has(l.child) && layout.by.has(l.parent))
        .map((l) => ({ record: l, relation: l.relation, d: path(layout.by.get(l.parent), layout.by.get(l.child)) }))
}
