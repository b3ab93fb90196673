/* report.js - the text of a report with one span lit and the others of its
 * receipts marked faintly. Text only: what a report has of markup was taken
 * out when it was read, and what is left is shown as it stands. */
import { html, useEffect, useRef } from '../html.js'
import { charsOf, dayText, outletOf, safeUrl, spanText, titleOf } from '../text.js'

/* Spans to pieces that do not overlap: [{start, end, lit, cited}] */
function piecesOf(text, lit, cited) {
    const spans = cited.map((c) => ({ ...c, cited: true }))
    if (lit) spans.push({ ...lit, lit: true })
    const edges = [...new Set(spans.flatMap((s) => [s.start, s.end]))].sort((a, b) => a - b)
    const chars = charsOf(text, edges)
    const bounds = [0, ...chars, text.length]
    const bytes = [0, ...edges, Infinity]
    const inside = (s, i) => s.start <= bytes[i] && bytes[i + 1] <= s.end
    return bounds.slice(0, -1).map((start, i) => ({
        start,
        end: bounds[i + 1],
        lit: !!lit && inside(lit, i),
        cited: spans.some((s) => s.cited && inside(s, i)),
    }))
}

/* [[from, to]] of paragraphs, in characters */
function paragraphsOf(text) {
    const out = []
    for (let at = 0; at < text.length; ) {
        let end = text.indexOf('\n', at)
        if (end < 0) end = text.length
        if (end > at) out.push([at, end])
        at = end + 1
    }
    return out
}

function Piece({ text, piece }) {
    if (piece.lit) return html`<mark class="lit">${text}</mark>`
    return piece.cited ? html`<span class="cited">${text}</span>` : text
}

/* The title opens most texts: it stands above already, so it is not repeated
 * unless something in it is lit. */
export function ReportText({ text, lit, cited = [], title }) {
    const pieces = piecesOf(text, lit, cited)
    const ranges = paragraphsOf(text)
    const again = title && ranges.length > 1 && text.slice(...ranges[0]).trim() === title.trim()
    const marked = again && pieces.some((p) => (p.lit || p.cited) && p.start < ranges[0][1])
    const shown = again && !marked ? ranges.slice(1) : ranges
    const inside = ([from, to]) =>
        pieces
            .filter((p) => p.start < to && from < p.end && p.start < p.end)
            .map((p) => html`<${Piece} piece=${p} text=${text.slice(Math.max(p.start, from), Math.min(p.end, to))} />`)
    return html`<div class="report-text">
        ${shown.map((range) => html`<p key=${range[0]}>${inside(range)}</p>`)}
    </div>`
}

const ROLES = {
    origin: 'own report',
    revision: 'later version',
    syndicated: 'carries an agency report',
    exact: 'same text as another report',
    excerpt: 'excerpt of another report',
    spun: 'machine-spun copy',
    boilerplate: 'shares set phrases only',
    quotes_only: 'shares quotations only',
}
export const roleText = (role) => ROLES[role] || (role || '').replace(/_/g, ' ')

export function published(r) {
    if (r.published) return dayText(r.published)
    if (!r.published_first) return 'undated'
    return `undated, ${spanText(r.published_first, r.published_last)}`
}

export function ReportHead({ report, level = 2 }) {
    const url = safeUrl(report.url)
    const by = [report.byline, report.dateline_place].filter(Boolean).join(' · ')
    const role = report.lineage_role && report.lineage_role !== 'origin'
    const Title = `h${level}`
    return html`<header class="report-head">
        <p class="kicker">
            <b>${outletOf(report)}</b>${report.agency && report.agency !== report.outlet && html` <span>via ${report.agency}</span>`}
            <span>${published(report)}</span>
        </p>
        <${Title}>${titleOf(report)}<//>
        ${by && html`<p class="byline">${by}</p>`}
        <p class="report-facts">
            <span class=${role ? 'tag tag-copy' : 'tag'}>${roleText(report.lineage_role)}</span>
            ${report.declared_origin && html`<span class="tag">says it is from ${report.declared_origin}</span>`}
            ${url && html`<a href=${url} target="_blank" rel="noopener noreferrer">original page</a>`}
        </p>
    </header>`
}

/* Brings what is lit into view when it changes. */
export function useLitInView(lit, ready) {
    const box = useRef(null)
    useEffect(() => {
        const mark = box.current?.querySelector('.lit')
        if (!mark) return
        const room = box.current
        const top = mark.getBoundingClientRect().top - room.getBoundingClientRect().top + room.scrollTop
        const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
        const seen = top > room.scrollTop + 40 && top < room.scrollTop + room.clientHeight - 80
        if (!seen) room.scrollTo({ top: Math.max(0, top - room.clientHeight / 3), behavior: calm ? 'auto' : 'smooth' })
    }, [lit?.report, lit?.start, lit?.end, ready])
    return box
}

