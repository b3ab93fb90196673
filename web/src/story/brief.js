/* brief.js - the brief of a story with the report that is cited beside it.
 *
 *     happened  24 Apr   Text of the line [1] [3]        | the report of [1],
 *     planned   25 Apr   ...                             | its span lit
 *
 * Numbers are those of the list of sources at the end. j and k walk the lines,
 * h and l the receipts of a line. */
import { html, useEffect, useMemo, useRef, useState } from '../html.js'
import { useGet } from '../api.js'
import { useKeys } from '../keys.js'
import { docked, peek } from '../receipt.js'
import { href, route, setParams } from '../route.js'
import { seenOf } from '../seen.js'
import { count, dayText, plural, questionText, wholeOf } from '../text.js'
import { sourceName } from '../chart/event.js'
import { Cite } from '../parts/cite.js'
import { reportsHref } from '../parts/independent.js'
import { Loaded } from '../parts/states.js'
import { Status } from '../parts/status.js'
import { Beside } from './beside.js'
import { When } from '../parts/when.js'
import { roleText } from '../parts/report.js'
import { Why } from '../parts/why.js'
import { WrongEvent } from '../parts/fix.js'

const SECTIONS = [
    ['lead', null],
    ['happened', 'What happened'],
    ['planned', 'Planned, claimed, denied'],
    ['said', 'Who said what'],
    ['timeline', 'Before and after'],
]

/* One receipt a report: the number already says which report it is. */
function citesOf(line) {
    const seen = new Set()
    return line.cites.filter((c) => !seen.has(c.report) && seen.add(c.report))
}

const CITES_SHOWN = 8

function Receipts({ cites, number }) {
    const [all, set] = useState(false)
    const shown = all ? cites : cites.slice(0, CITES_SHOWN)
    const left = cites.length - shown.length
    return html`<span class="cites"
        >${shown.map((c) => html`<${Cite} key=${c.report} cite=${c} n=${number.get(c.report)} />`)}${left > 0 && html`<button type="button" class="cites-all" aria-label=${`${left} more receipts`} onClick=${() => set(true)}>+${left}</button>`}</span
    >`
}

function Line({ line, number, quiet }) {
    const cites = citesOf(line)
    /* of a large story not all of its receipts are here */
    const told = Math.max(cites.length, line.cut?.cites ?? 0)
    const status = line.status || (['planned', 'alleged', 'denied', 'ongoing', 'hypothetical'].includes(line.label) ? line.label : null)
    const grade = line.label && line.label !== status ? line.label : null
    return html`<li class=${`line ${quiet && !line.new_since ? 'is-old' : ''} ${line.new_since ? 'is-new' : ''}`} data-cites=${JSON.stringify(cites)}>
        <p class="line-side">${(line.date_start || line.date_end) && html`<${When} start=${line.date_start} end=${line.date_end} /> `}<${Status} status=${status} />${grade && html`<span>${grade.replace(/_/g, ' ')}</span>`}</p>
        <div class="line-main">
            <p class="line-text" tabindex="-1">${line.text}${' '}<${Receipts} cites=${cites} number=${number} /></p>
            <div class="line-foot">
                ${line.new_since && html`<span class="tag tag-new">new</span>`}
                <a class="soft" href=${reportsHref(cites.map((c) => c.report))}>${count(line.origins)} independent${line.origins <= told && ` / ${count(told)}`}</a>
                ${line.event && html`<${Why} id=${line.event} /><${WrongEvent} event=${line.event} />`}
            </div>
        </div>
    </li>`
}

function Section({ word, title, lines, number, quiet }) {
    if (!lines.length) return null
    return html`<section class=${`brief-part brief-${word}`} aria-label=${title || 'In short'}>
        ${title && html`<h2>${title}</h2>`}
        <ol>${lines.map((line) => html`<${Line} key=${line.text} line=${line} number=${number} quiet=${quiet} />`)}</ol>
    </section>`
}

function Splits({ story, splits, number }) {
    if (!splits.length) return null
    return html`<section class="brief-part brief-splits" aria-label="Where reports disagree">
        <h2>Where reports disagree</h2>
        <ul>
            ${splits.map(
                (d) => html`<li key=${d.id}>
                    <p class="split-question"><a href=${href('story', story.id, 'disagreements', { d: d.id })}>${questionText(d.question)}</a> <span class="tag">${d.kind}</span></p>
                    <ul class="split-values">
                        ${d.values.map((v) => html`<li><b>${v.value}</b> <span class="cites">${citesOf(v).map((c) => html`<${Cite} cite=${c} n=${number.get(c.report)} />`)}</span></li>`)}
                    </ul>
                </li>`
            )}
        </ul>
    </section>`
}

function Sources({ story, sources, whole }) {
    return html`<section class="brief-part brief-sources" aria-label="Sources">
        <h2>Sources</h2>
        <ol>
            ${sources.map(
                (s, i) => html`<li key=${s.report} value=${s.number} data-n=${s.number || i + 1} class=${s.made_from ? 'is-copy' : ''}>
                    <a href=${href('report', s.report)}>${sourceName(s)}</a>
                    <p class="soft"><${When} start=${s.published_first} end=${s.published_last} /> · ${s.what || roleText(s.lineage_role)}</p>
                </li>`
            )}
        </ol>
        ${whole > sources.length && html`<p class="soft">${count(sources.length)} of ${count(whole)}: those that are cited, and the first. <a href=${href('story', story.id, 'reports')}>All reports</a></p>`}
    </section>`
}

/* j k: lines; h l: receipts; Enter: pin. The focus moves, so a screen reader
 * follows, and what has the focus is lit. */
function useWalk(box) {
    const at = useRef(-1)
    const receipt = useRef(0)
    const show = () => {
        const line = box.current?.querySelectorAll('.line')[at.current]
        const links = line?.querySelectorAll('.cite') || []
        const link = links[Math.min(receipt.current, links.length - 1)]
        ;(link || line?.querySelector('.line-text'))?.focus({ preventScroll: true })
        line?.scrollIntoView({ block: 'nearest' })
    }
    const walk = (by) => () => {
        const lines = box.current?.querySelectorAll('.line') || []
        const inside = document.activeElement?.closest?.('.line')
        if (inside) at.current = [...lines].indexOf(inside)
        at.current = Math.max(0, Math.min(lines.length - 1, at.current + by))
        receipt.current = 0
        show()
    }
    const turn = (by) => () => {
        receipt.current = Math.max(0, receipt.current + by)
        show()
    }
    useKeys({ j: [walk(1), 'next line'], k: [walk(-1), 'line before'], l: [turn(1), 'next receipt of the line'], h: [turn(-1), 'receipt before'] }, 'Brief')
}

/* What is new: since a day, since the last look if reports came since, else in
 * the reports of the newest day. */
function Since({ story, since, last, fresh }) {
    const set = (day) => setParams({ since: day || 'none' })
    const looked = last && since === last
    return html`<div class="filters brief-since">
        <label>New since <input type="date" value=${since || ''} onChange=${(e) => set(e.currentTarget.value)} /></label>
        ${last && !looked && html`<button type="button" onClick=${() => set(last)}>your last look</button>`}
        ${since && html`<button type="button" onClick=${() => set(null)}>everything</button>`}
        <span role="status">${fresh > 0 || since ? `${fresh ? plural(fresh, 'line') : 'nothing'} new ${looked ? 'since your last look' : since ? 'since then' : `in the reports of ${dayText(story.last)}`}` : ''}</span>
    </div>`
}

function Body({ story, brief, since, last }) {
    const box = useRef(null)
    const number = useMemo(() => new Map(brief.sources.map((s, i) => [s.report, s.number || i + 1])), [brief])
    useWalk(box)
    useEffect(() => {
        const lines = SECTIONS.flatMap(([word]) => brief[word])
        docked.value = [...lines, ...brief.disagreements.flatMap((d) => d.values)].flatMap((l) => l.cites)
        const first = lines.find((l) => l.cites.length)
        if (first) peek(first.cites[0])
        return () => (docked.value = null)
    }, [brief])
    /* Pointing anywhere at a line lights its first receipt. */
    const over = (e) => {
        const line = e.target.closest?.('.line')
        if (!line || e.target.closest('.cite')) return
        const [cite] = JSON.parse(line.dataset.cites)
        if (cite) peek(cite)
    }
    const fresh = SECTIONS.flatMap(([word]) => brief[word]).filter((l) => l.new_since).length
    return html`<div class="brief" ref=${box} onMouseOver=${over}>
        <${Since} story=${story} since=${since} last=${last} fresh=${fresh} />
        ${SECTIONS.slice(0, 4).map(([word, title]) => html`<${Section} key=${word} word=${word} title=${title} lines=${brief[word]} number=${number} quiet=${!!since} />`)}
        <${Splits} story=${story} splits=${brief.disagreements} number=${number} />
        <${Section} word="timeline" title=${SECTIONS[4][1]} lines=${brief.timeline} number=${number} quiet=${!!since} />
        <${Sources} story=${story} sources=${brief.sources} whole=${wholeOf(brief, 'sources')} />
        <${Beside} story=${story} />
    </div>`
}

export default function Brief({ story }) {
    const { since: asked } = route.value.params
    /* The mark of before this visit: opening the story moves it. */
    const [before] = useState(() => seenOf(story.id))
    const last = before && before.n < wholeOf(story, 'reports') ? before.last : null
    const since = asked === 'none' ? null : asked || last
    const state = useGet(`brief/${story.id}`, { since })
    return html`<${Loaded} state=${state} lines=${8}>${(brief) => html`<${Body} story=${story} brief=${brief} since=${since} last=${last} />`}<//>`
}
