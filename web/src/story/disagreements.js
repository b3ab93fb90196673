/* disagreements.js - where reports differ: a question, and the answers side by
 * side, each with its receipts and how many tell it independently. */
import { html, useEffect, useMemo, useRef, useState } from '../html.js'
import { usePages } from '../api.js'
import { href, route, setParams } from '../route.js'
import { count, dayText, isoDay, plural, questionText } from '../text.js'
import { SLOTS } from '../chart/changes.js'
import { sourceName, useSources } from '../chart/event.js'
import { Switches, cut } from '../chart/frame.js'
import { layoutRanges, rangesOf } from '../chart/ranges.js'
import { Cite } from '../parts/cite.js'
import { Independent, reportsHref } from '../parts/independent.js'
import { Empty, Loaded } from '../parts/states.js'
import { useSteps } from '../parts/steps.js'
import { When } from '../parts/when.js'
import { Why } from '../parts/why.js'

const MOST = 1000
const PAGE = 25
const VALUES = 12
const CITES = 5
const ALSO = 20
const WIDE = 320

/* Those that a reader should look at come first. */
const KINDS = {
    contradiction: 'they cannot all be so',
    superseded: 'a later report of the same house says another',
    refined: 'one says the same more exactly',
    compatible: 'they differ, and can all be so',
}

const dot = (x, r) => `M${x - r} 9a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0`
const shape = (r, size) =>
    `M${r.x0} 9H${r.x1}` +
    (r.open.left ? `M${r.x0 + 5} 4L${r.x0} 9L${r.x0 + 5} 14` : dot(r.x0, size)) +
    (r.open.right ? `M${r.x1 - 5} 4L${r.x1} 9L${r.x1 - 5} 14` : r.x1 > r.x0 ? dot(r.x1, size) : '')

/* Where the values lie on one axis; all of them as one path, drawn faintly. */
function axisOf(values) {
    const found = rangesOf(values)
    if (!found) return null
    const layout = layoutRanges(found.ranges, WIDE)
    return { ...found, layout, all: layout.filter(Boolean).map((r) => shape(r, 3)).join('') }
}

/* All values on one axis; this one dark. */
function Axis({ layout, all, at, kind, ranges }) {
    const { low, high } = ranges[at]
    const text = (x) => (kind === 'day' ? dayText(isoDay(x)) : count(x))
    const says = low === high ? text(low) : low === null ? `at most ${text(high)}` : high === null ? `${text(low)} or more` : `${text(low)} to ${text(high)}`
    return html`<svg class="axis" role="img" aria-label=${`${says}, on the axis of all answers`} viewBox="0 0 ${WIDE} 18" width=${WIDE} height="18">
        <path class="axis-line" d=${`M0 9H${WIDE}`} />
        <path class="axis-other" d=${all} />
        <path class="axis-mine" d=${shape(layout[at], 5)} />
    </svg>`
}

function Value({ value, axis, at, sources }) {
    const shown = value.cites.slice(0, CITES)
    const also = value.reports.filter((r) => !shown.some((c) => c.report === r))
    return html`<li class="value">
        <p class="value-text">${value.value}</p>
        ${axis?.layout[at] && html`<${Axis} ...${axis} at=${at} />`}
        <p><${Independent} of=${value.independent} reports=${value.cut?.cites ?? value.reports.length} href=${reportsHref(value.reports)} /></p>
        <ul class="receipts">
            ${shown.map(
                (c) => html`<li key=${c.report + c.start}>
                    <${Cite} cite=${c}>“${cut(c.exact, 320)}”<//>
                    <p class="kicker"><b>${sources.number.has(c.report) ? `${sources.number.get(c.report)}. ` : ''}${sourceName(sources.by.get(c.report))}</b>${sources.by.has(c.report) && html` <${When} start=${sources.by.get(c.report).published_first} end=${sources.by.get(c.report).published_last} />`}</p>
                </li>`
            )}
        </ul>
        ${also.length > 0 && html`<p class="soft">Also in ${also.slice(0, ALSO).map((r) => html`<a href=${href('report', r)}>${sources.number.get(r) ?? '·'}</a> `)}${also.length > ALSO && `and ${count(also.length - ALSO)} more`}</p>`}
    </li>`
}

function Split({ split, sources, picked }) {
    const box = useRef(null)
    useEffect(() => {
        if (picked) box.current.scrollIntoView({ block: 'start' })
    }, [picked])
    const [most, set] = useState(VALUES)
    const axis = useMemo(() => axisOf(split.values), [split])
    const left = split.values.length - most
    return html`<li class=${`split split-${split.kind}${picked ? ' is-picked' : ''}`} ref=${box}>
        <h2><a href=${href('story', split.story, 'disagreements', { d: split.id })}>${questionText(split.question)}</a></h2>
        <p class="split-facts"><span class="tag ${split.kind === 'contradiction' ? 'tag-split' : ''}" title=${KINDS[split.kind]}>${split.kind}</span> ${SLOTS[split.slot] && html`<span class="tag">${SLOTS[split.slot]}</span>`} <span class="soft">${KINDS[split.kind]}</span> <${Why} id=${split.id} /></p>
        <ul class="values">${split.values.slice(0, most).map((v, i) => html`<${Value} key=${i} value=${v} at=${i} axis=${axis} sources=${sources} />`)}</ul>
        ${left > 0 && html`<p class="more"><span class="soft">${count(most)} of ${plural(split.values.length, 'answer')}</span> <button type="button" onClick=${() => set(most + VALUES)}>Show ${Math.min(left, VALUES)} more</button></p>`}
    </li>`
}

function Body({ story, data }) {
    useSteps('.split h2 a', 'Disagreements', 'question', '.split')
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
    const [most, set] = useState(PAGE)
    const list = there.flatMap((k) => data.items.filter((s) => s.kind === k && (on.has(k) || s.id === d)))
    /* what the address picks is shown, wherever it stands */
    const shown = list.filter((s, i) => i < most || s.id === d)
    return html`<div class="splits">
        <div class="view-bar"><${Switches} label="By kind" on=${on} toggle=${toggle} items=${there.map((k) => [k, html`<span title=${KINDS[k]}>${k}</span> ${count(counts.get(k))}`])} /></div>
        ${data.truncated && html`<p class="soft">Only the first ${count(data.items.length)} of this story were loaded; the export has all.</p>`}
        <ol>${shown.map((s) => html`<${Split} key=${s.id} split=${s} sources=${sources} picked=${s.id === d} />`)}</ol>
        ${list.length > most && html`<p class="more"><button type="button" onClick=${() => set(most + PAGE)}>Show more of ${count(list.length)}</button></p>`}
    </div>`
}

export default function Disagreements({ story }) {
    const state = usePages('disagreements', { story: story.id }, MOST)
    return html`<${Loaded} state=${state} lines=${8}>
        ${(data) => (data.items.length ? html`<${Body} story=${story} data=${data} />` : html`<${Empty} title="No disagreements">${story.reports.length < 2 ? 'It takes two reports to disagree.' : 'Where the reports of this story speak of the same thing, they say the same.'}<//>`)}
    <//>`
}
