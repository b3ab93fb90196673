/* report.js - one report as a page of its own, with a span lit if the address
 * names one: /report/ID?at=120-164 */
import { html, useEffect } from '../html.js'
import { useGet } from '../api.js'
import { href, route } from '../route.js'
import { titleOf } from '../text.js'
import { ReportHead, ReportText } from '../parts/report.js'
import { Failure, Loading } from '../parts/states.js'

function spanOf(at = '') {
    const [, start, end] = /^(\d{1,9})-(\d{1,9})$/.exec(at) || []
    return start ? { start: +start, end: +end } : null
}

function Notes({ notes }) {
    if (!notes.length) return null
    return html`<details class="notes">
        <summary>What was cleaned (${notes.length})</summary>
        <ul>
            ${notes.map((n) => html`<li><b>${n.kind.replace(/_/g, ' ')}</b> ${n.text && html`<q>${n.text}</q>`}${n.cite?.exact && html` → <q>${n.cite.exact}</q>`}</li>`)}
        </ul>
    </details>`
}

export default function Report({ id }) {
    const state = useGet(`reports/${encodeURIComponent(id || '')}`)
    const lit = spanOf(route.value.params.at)
    const report = state.data
    useEffect(() => {
        if (!report) return
        document.title = `${titleOf(report)} · nutgraf`
        document.querySelector('#main .lit')?.scrollIntoView({ block: 'center' })
    }, [report, lit?.start, lit?.end])
    if (state.error && !report) return html`<${Failure} error=${state.error} />`
    if (!report) return html`<${Loading} lines=${8} />`
    return html`<article class="report-page">
        <p class="crumbs">${report.story && html`<a href=${href('story', report.story)}>← its story</a>`}</p>
        <${ReportHead} report=${report} level=${1} />
        <${ReportText} text=${report.text} title=${report.title} lit=${lit} />
        <${Notes} notes=${report.notes} />
        <p class="soft report-path">${report.path}</p>
    </article>`
}
