/* disagreements.js - where reports differ: a question, and the answers side by
 * side, each with its receipts and how many tell it independently. */
import { html, useEffect, useMemo, useRef } from '../html.js'
import { usePages } from '../api.js'
import { href, route, setParams } from '../route.js'
import { count, dayText, isoDay, plural } from '../text.js'
import { sourceName, useSources } from '../chart/event.js'
import { Switches, cut } from '../chart/frame.js'
import { layoutRanges, rangesOf } from '../chart/ranges.js'
import { Cite } from '../parts/cite.js'
import { Independent } from '../parts/independent.js'
import { Empty, Loaded } from '../parts/states.js'
import { When } from '../parts/when.js'
import { Why } from '../parts/why.js'

const MOST = 1000
const CITES = 5
const WIDE = 320

/* Those that a reader should look at come first. */
const KINDS = {
    contradiction: 'they cannot all be so',
    superseded: 'a later report of the same house says another',
    refined: 'one says the same more exactly',
    compatible: 'they differ, and can all be so',
}
const SLOTS = { when: 'day', where: 'place', who: 'person', how_many: 'number', said: 'statement', did: 'deed' }

/* All values on one axis; this one dark. */
function Axis({ layout, at, kind, ranges }) {
    const mine = ranges[at]
    const text = (x) => (x === null ? '…' : kind === 'day' ? dayText(isoDay(x)) : count(x))
    const says = mine.low === mine.high ? text(mine.low) : mine.low === null ? `at most ${text(mine.high)}` : mine.high === null ? `${text(mine.low)} or more` : `${text(mine.low)} to ${text(mine.high)}`
    const line = (r) => `M${r.x0} 9H${r.x1}`
    const ends = (r) => `${r.open.left ? `M${r.x0 + 5} 4L${r.x0} 9L${r.x0 + 5} 14` : ''}${r.open.right ? `M${r.x1 - 5} 4L${r.x1} 9L${r.x1 - 5} 14` : ''}`
    return html`<svg class="axis" role="img" aria-label=${`${says}, on the axis of all answers`} viewBox="0 0 ${WIDE} 18" width=${WIDE} height="18">
        <path class="axis-line" d=${`M0 9H${WIDE}`} />
        ${layout.map((r, i) => r && i !== at && html`<g class="axis-other"><path d=${line(r)} />${[r.open.left ? null : r.x0, r.open.right ? null : r.x1].map((x) => x !== null && html`<circle cx=${x} cy="9" r="3" />`)}</g>`)}
        <g class="axis-mine"><path d=${line(layout[at]) + ends(layout[at])} />${[layout[at].open.left ? null : layout[at].x0, layout[at].open.right ? null : layout[at].x1].map((x) => x !== null && html`<circle cx=${x} cy="9" r="5" />`)}</g>
    </svg>`
}

function Value({ value, axis, at, sources }) {
    const shown = value.cites.slice(0, CITES)
    return html`<li class="value">
        <p class="value-text">${value.value}</p>
        ${axis?.layout[at] && html`<${Axis} ...${axis} at=${at} />`}
        <p><${Independent} of=${value.independent} reports=${value.reports.length} /></p>
        <ul class="receipts">
            ${shown.map(
                (c) => html`<li key=${c.report + c.start}>
                    <${Cite} cite=${c}>“${cut(c.exact, 320)}”<//>
                    <p class="kicker"><b>${sources.number.has(c.report) ? `${sources.number.get(c.report)}. ` : ''}${sourceName(sources.by.get(c.report))}</b>${sources.by.has(c.report) && html` <${When} start=${sources.by.get(c.report).published_first} end=${sources.by.get(c.report).published_last} />`}</p>
                </li>`
            )}
        </ul>
        ${value.cites.length > CITES && html`<p class="soft">${CITES} of ${plural(value.cites.length, 'receipt')}; also in ${value.reports.slice(0, 20).map((r) => html`<a href=${href('report', r)}>${sources.number.get(r) ?? '·'}</a> `)}</p>`}
    </li>`
}

function Split({ split, sources, picked }) {
    const box = useRef(null)
    useEffect(() => {
        if (picked) box.current.scrollIntoView({ block: 'start' })
    }, [picked])
    const axis = useMemo(() => {
        const found = rangesOf(split.values)
        return found && { ...found, layout: layoutRanges(found.ranges, WIDE) }
    }, [split])
    return html`<li class=${`split split-${split.kind}${picked ? ' is-picked' : ''}`} ref=${box}>
        <h2><a href=${href('story', split.story, 'disagreements', { d: split.id })}>${split.question}</a></h2>
        <p class="split-facts"><span class="tag ${split.kind === 'contradiction' ? 'tag-split' : ''}" title=${KINDS[split.kind]}>${split.kind}</span> <span class="soft">${KINDS[split.kind]}${SLOTS[split.slot] ? `; asked of the ${SLOTS[split.slot]}` : ''}</span> <${Why} id=${split.id} /></p>
        <ul class="values">${split.values.map((v, i) => html`<${Value} key=${i} value=${v} at=${i} axis=${axis} sources=${sources} />`)}</ul>
    </li>`
}

function Body({ story, data }) {
    const sources = useSources(story)
    const { kind, d } = route.value.params
    const counts = new Map()
    for (const s of data.items) counts.set(s.kind, (counts.get(s.kind) || 0) + 1)
    const there = Object.keys(KINDS).filter((k) => counts.has(k))
    const on = new Set(kind ? kind.split(',') : there)
    const toggle = (word) => {
        const next = there.filter((k) => on.has(k) !== (k === word))
        setParams({ kind: next.length && next.length < there.length ? next.join(',') : null })
    }
    const list = there.flatMap((k) => data.items.filter((s) => s.kind === k && (on.has(k) || s.id === d)))
    return html`<div class="splits">
        <div class="view-bar"><${Switches} label="By kind" on=${on} toggle=${toggle} items=${there.map((k) => [k, html`<span title=${KINDS[k]}>${k}</span> ${count(counts.get(k))}`])} /></div>
        ${data.truncated && html`<p class="soft">Only the first ${count(data.items.length)} of this story were loaded; the export has all.</p>`}
        <ol>${list.map((s) => html`<${Split} key=${s.id} split=${s} sources=${sources} picked=${s.id === d} />`)}</ol>
    </div>`
}

export default function Disagreements({ story }) {
    const state = usePages('disagreements', { story: story.id }, MOST)
    return html`<${Loaded} state=${state} lines=${8}>
        ${(data) => (data.items.length ? html`<${Body} story=${story} data=${data} />` : html`<${Empty} title="No disagreements">Where the reports of this story speak of the same thing, they say the same.<//>`)}
    <//>`
}
