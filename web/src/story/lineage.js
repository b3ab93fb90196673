/* lineage.js - who was made from whom: time from left to right, a row an
 * origin. One report picked: what it shares with others. Two: what changed from
 * one to the other, facts first, and wording when it is asked for. */
import { html, useMemo } from '../html.js'
import { pages, useLoad } from '../api.js'
import { href, route, setParams } from '../route.js'
import { count, percent, plural } from '../text.js'
import { sourceName, useSources } from '../chart/event.js'
import { Changes } from '../chart/changes.js'
import { Graphic, Twin, cut, useMarks, useShown, useWidth } from '../chart/frame.js'
import { NODE, layoutDescent, momentOf, pairsOf } from '../chart/descent.js'
import { Cite } from '../parts/cite.js'
import { Empty, Failure, Loaded, Loading } from '../parts/states.js'
import { When } from '../parts/when.js'

const PAIRS_MOST = 60 /* of one report */

const RELATIONS = {
    exact: 'same text',
    boilerplate: 'same but for set phrases',
    revision: 'later version',
    syndicated: 'agency copy',
    excerpt: 'excerpt',
    spun: 'machine-spun copy',
    quotes_only: 'same quotations only',
}
const BASES = {
    published: 'the dates',
    declared: 'the copy names its source',
    wire: 'an agency wrote it',
    containment: 'one text holds the other',
}
const relationText = (relation) => RELATIONS[relation] || relation

function Node({ node, number, picked, pick }) {
    const s = node.source
    const says = `${number}: ${sourceName(s)}, ${s.published || s.published_last || 'undated'}; ${s.what}`
    return html`<g class=${`mark node${s.made_from || s.origin_report !== s.report ? ' is-copy' : ''}${picked ? ' is-picked' : ''}`} data-mark=${node.id} role="button" tabindex="-1" aria-label=${says} aria-pressed=${picked ? 'true' : 'false'} onClick=${() => pick(node.id)}>
        <title>${says}</title>
        <circle class="mark-room" cx=${node.x} cy=${node.y} r=${NODE + 4} />
        <circle class="node-disc" cx=${node.x} cy=${node.y} r=${NODE} />
        <text class=${`node-number${number > 99 ? ' is-long' : ''}`} x=${node.x} y=${node.y + 4} text-anchor="middle">${number > 999 ? '·' : number}</text>
    </g>`
}

/* Where an undated report may stand: from its first day to its last one. */
function Span({ node }) {
    const to = node.to ?? node.x
    return node.from !== null && to - node.from > NODE && html`<path class="node-span" d=${`M${node.from} ${node.y}H${to}`} />`
}

function Drawing({ layout, pairs, sources, name, picks, pick, title }) {
    const marks = useMarks(picks[0])
    const also = pairsOf(layout, pairs)
    return html`<svg ...${marks} class="chart descent" role="group" aria-label=${title} width=${layout.width} height=${layout.height} viewBox="0 0 ${layout.width} ${layout.height}">
        ${layout.rows.map((row, i) => i % 2 === 0 && html`<rect key=${row.head} class="lane-band" x="0" y=${row.y} width=${layout.width} height=${row.height} rx="4" />`)}
        ${layout.ticks.map((t) => html`<g key=${t.day} class="tick"><path d=${`M${t.x} ${layout.top - 6}V${layout.height - 4}`} /><text x=${t.x + 3} y=${layout.top - 12}>${t.text}</text></g>`)}
        ${layout.rows.map(
            (row) => html`<text key=${row.head} class="lane-name" x="6" y=${row.y + (name ? row.height / 2 + 4 : 15)}>${cut(row.name || sourceName(row.nodes[0].source), name ? (row.nodes.length < row.all ? 14 : 22) : 36)}${row.all > 1 && html`<tspan class="soft-ink"> ${row.nodes.length < row.all ? `${row.nodes.length} of ` : ''}${count(row.all)}</tspan>`}</text>`
        )}
        ${layout.nodes.map((n) => html`<${Span} key=${n.id} node=${n} />`)}
        ${also.map((e) => html`<path key=${`${e.record.child}${e.record.parent}`} class="edge edge-also" d=${e.d}><title>${relationText(e.relation)}</title></path>`)}
        ${layout.edges.map((e) => html`<path key=${e.to.id} class=${`edge edge-${e.relation}${e.far ? ' is-far' : ''}`} d=${e.d}><title>${relationText(e.relation)}${e.far && ', through reports that are not drawn'}</title></path>`)}
        ${layout.ghosts.map((g) => html`<g key=${g.name} class="ghost"><title>${g.name || 'The original'} is not held</title><circle cx=${g.x} cy=${g.y} r=${NODE} /></g>`)}
        ${layout.nodes.map((n) => html`<${Node} key=${n.id} node=${n} number=${sources.number.get(n.id)} picked=${picks.includes(n.id)} pick=${pick} />`)}
        ${picks.map((id, i) => layout.by.has(id) && html`<text key=${id} class="node-pick" aria-hidden="true" x=${layout.by.get(id).x + NODE + 4} y=${layout.by.get(id).y - NODE + 2}>${'ab'[i]}</text>`)}
    </svg>`
}

function Legend({ layout }) {
    const there = new Set(layout.edges.map((e) => e.relation))
    return html`<ul class="legend">
        <li><svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><circle class="node-disc" cx="10" cy="10" r="7" /></svg> own report</li>
        ${Object.keys(RELATIONS)
            .filter((r) => there.has(r))
            .map((r) => html`<li key=${r}><svg width="34" height="12" viewBox="0 0 34 12" aria-hidden="true"><path class=${`edge edge-${r}`} d="M1 6H33" /></svg> ${RELATIONS[r]}</li>`)}
        ${layout.ghosts.length > 0 && html`<li><svg class="ghost" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"><circle cx="10" cy="10" r="7" /></svg> origin that is not held</li>`}
    </ul>`
}

/* Of a large story not every report is among the sources. */
const nameOf = (sources, id) => (sources.by.has(id) ? `${sources.number.get(id)}. ${sourceName(sources.by.get(id))}` : 'another report')

/* What a report shares with another one, with the longest passage of it. */
function Pair({ pair, id, sources, story }) {
    const child = pair.child === id
    const other = child ? pair.parent : pair.child
    const longest = pair.blocks.reduce((a, b) => (a && a.child.end - a.child.start >= b.child.end - b.child.start ? a : b), null)
    const cite = longest && (child ? longest.child : longest.parent)
    const name = html`<b>${nameOf(sources, other)}</b>`
    return html`<li>
        <p>${child ? html`Made from ${name}` : html`${name} was made from it`}: ${relationText(pair.relation)}. Outside quotations, ${percent(pair.coverage_child)} of the copy and ${percent(pair.coverage_parent)} of the original stand in both${cite && html`, such as <${Cite} cite=${cite}>“${cut(cite.exact, 120)}”<//>`}</p>
        <p class="kicker"><span>which came first: ${BASES[pair.direction_basis] || pair.direction_basis || 'not known'}</span> <a href=${href('story', story.id, 'lineage', { a: pair.parent, b: pair.child })}>what changed</a></p>
    </li>`
}

function Pairs({ id, state, sources, story }) {
    const s = sources.by.get(id)
    const box = useShown(id)
    return html`<section ref=${box} class="picked" aria-live="polite" aria-label="The report that is picked">
        <div class="picked-bar"><h2>${sources.number.get(id)}. ${sourceName(s)}</h2><button type="button" class="picked-close" aria-label="Close" onClick=${() => setParams({ a: null, b: null })}>✕</button></div>
        <p><${When} start=${s.published_first} end=${s.published_last} /> · ${s.what} · <a href=${href('report', id)}>${s.title || 'read it'}</a></p>
        <${Loaded} state=${state}>
            ${({ items, truncated }) => html`${items.length === 0 && html`<p class="soft">It shares no passage with another report of this story.</p>`}
                <ul class="receipts">${items.map((p) => html`<${Pair} key=${p.child + p.parent} pair=${p} id=${id} sources=${sources} story=${story} />`)}</ul>
                ${truncated && html`<p class="soft">The first ${items.length} pairs are shown; the export has all.</p>`}`}
        <//>
        <p class="soft hint">Pick a second report to see what changed between the two.</p>
    </section>`
}

/* The pairs of a report with others of its story. */
const usePairs = (id) => useLoad(() => (id ? pages('lineage', { report: id }, PAIRS_MOST) : Promise.resolve({ items: [] })), [id])

/* From the earlier one to the later. */
function inOrder(picks, sources) {
    return [...picks].sort((a, b) => (momentOf(sources.by.get(a)) ?? 0) - (momentOf(sources.by.get(b)) ?? 0) || sources.number.get(a) - sources.number.get(b))
}

function columns(sources, story, picks, pick) {
    const of = (id) => html`<a href=${href('report', id)}>${nameOf(sources, id)}</a>`
    return [
        ['No.', (s) => sources.number.get(s.report), 'num'],
        ['Report', (s) => html`<a href=${href('report', s.report)}>${sourceName(s)}</a>`],
        ['Came out', (s) => html`<${When} start=${s.published || s.published_first} end=${s.published || s.published_last} />`],
        ['What it is', (s) => s.what],
        ['Made from', (s) => (s.made_from ? of(s.made_from) : '')],
        ['Goes back to', (s) => (s.origin_report ? (s.origin_report === s.report ? 'itself' : of(s.origin_report)) : `${s.origin || 'an origin'}, not held`)],
        ['Compare', (s) => html`<button type="button" aria-pressed=${picks.includes(s.report) ? 'true' : 'false'} onClick=${() => pick(s.report)}>${picks.includes(s.report) ? 'picked' : 'pick'}</button>`],
    ]
}

/* Two at most: a third one takes the place of the first. */
function nextPicks(picks, id) {
    if (picks.includes(id)) return picks.filter((p) => p !== id)
    return [...picks, id].slice(-2)
}

function Body({ story, sources }) {
    const [box, width] = useWidth()
    const name = width >= 640 ? 176 : 0
    const layout = useMemo(() => width && layoutDescent(sources.list, { width, name }), [sources.list, width])
    const { a, b } = route.value.params
    const picks = [a, b].filter((id) => sources.by.has(id))
    const pick = (id) => {
        const [x = null, y = null] = nextPicks(picks, id)
        setParams({ a: x, b: y, w: null })
    }
    const [from, to] = inOrder(picks, sources)
    const state = usePairs(to ? null : from)
    const left = layout && (layout.left_out > 0 || sources.all > sources.list.length) && `${count(layout.nodes.length)} of ${plural(sources.all, 'report')} are drawn: of each origin those that others were made from, then the earliest. The table has ${sources.all > sources.list.length ? count(sources.list.length) : 'all'}.`
    const title = `Lineage of ${plural(sources.all, 'report')}: arrows walk, Enter picks, two picked ones are compared`
    const panel = to ? html`<${Changes} key=${from + to} from=${from} to=${to} sources=${sources} close=${() => setParams({ a: null, b: null, w: null })} />` : from && html`<${Pairs} id=${from} state=${state} sources=${sources} story=${story} />`
    const twin = html`<${Twin} name="The same as a table" columns=${columns(sources, story, picks, pick)} rows=${sources.list} keyOf=${(s) => s.report} />`
    return html`<div class="lineage">
        <div class="view-bar">${layout && html`<${Legend} layout=${layout} />`}</div>
        <${Graphic} name="Lineage" box=${box} left=${left} twin=${html`${panel}${twin}`}>
            ${layout && html`<${Drawing} layout=${layout} pairs=${state.data?.items || []} sources=${sources} name=${name} picks=${picks} pick=${pick} title=${title} />`}
        <//>
        ${!picks.length && sources.list.length > 1 && html`<p class="soft hint">Pick a report to see what it shares with others; pick two to see what changed.</p>`}
    </div>`
}

export default function Lineage({ story }) {
    const sources = useSources(story)
    if (sources.error && !sources.ready) return html`<${Failure} error=${sources.error} />`
    if (!sources.ready) return html`<${Loading} lines=${8} />`
    if (!sources.list.length) return html`<${Empty} title="No reports" />`
    return html`<${Body} story=${story} sources=${sources} />`
}
