/* reports.js - the reports of a story: who brought what, from whom. */
import { html } from '../html.js'
import { usePages } from '../api.js'
import { href, route, setParams } from '../route.js'
import { count, outletOf, plural, titleOf, wholeOf } from '../text.js'
import { published, roleText } from '../parts/report.js'
import { Correct, LeaveOut, OtherDay, OwnStory } from '../parts/fix.js'
import { Loaded } from '../parts/states.js'
import { useSteps } from '../parts/steps.js'

const MOST = 1000

function Row({ story, report, origin }) {
    const own = !origin || origin.id === report.id
    return html`<tr class=${own ? '' : 'is-copy'}>
        <td data-name="published">${published(report)}</td>
        <td data-name="outlet">${outletOf(report)}${report.agency && report.agency !== report.outlet && html` <span class="soft">via ${report.agency}</span>`}</td>
        <td data-name="title"><a href=${href('report', report.id)}>${titleOf(report)}</a>
            <${Correct}><${LeaveOut} report=${report.id} /><${OwnStory} story=${story.id} report=${report.id} /><${OtherDay} report=${report.id} /><//></td>
        <td data-name="made from">${roleText(report.lineage_role)}${!own && html` <span class="soft">of <a href=${href('report', origin.id)}>${outletOf(origin)}</a></span>`}</td>
        <td data-name="words" class="num">${count(report.words)}</td>
    </tr>`
}

/* What may be of any day of a month comes last. */
const dayOf = (r) => {
    const first = r.published_first || '~'
    const known = r.published || (r.published_last && (Date.parse(r.published_last) - Date.parse(first)) / 86_400_000 <= 14)
    return known ? first : `~${first}`
}
const byDay = (a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : a.id.localeCompare(b.id))

export default function Reports({ story }) {
    useSteps('.rows td[data-name="title"] > a', 'Reports', 'report', 'tr')
    const state = usePages('reports', { story: story.id }, MOST)
    const { own: asked, of } = route.value.params
    const own = asked === '1'
    const only = of && new Set(of.split(','))
    return html`<${Loaded} state=${state} lines=${8}>${({ items, truncated }) => {
        const byId = new Map(items.map((r) => [r.id, r]))
        const rows = items.filter((r) => (!own || r.origin === r.id || !r.origin) && (!only || only.has(r.id))).sort(byDay)
        return html`<div class="filters">
                <label class="check"><input type="checkbox" checked=${own} onChange=${(e) => setParams({ own: e.currentTarget.checked ? 1 : null })} /> only reports made from no other one</label>
            </div>
            ${only && html`<p class="only">${plural(rows.length, 'report that tells', 'reports that tell')} it, of ${count(items.length)}. <a href=${href('story', story.id, 'reports')}>All reports of the story</a></p>`}
            <table class="rows">
                <thead><tr><th scope="col">Published</th><th scope="col">Outlet</th><th scope="col">Title</th><th scope="col">Made from</th><th scope="col" class="num">Words</th></tr></thead>
                <tbody>${rows.map((r) => html`<${Row} key=${r.id} story=${story} report=${r} origin=${byId.get(r.origin)} />`)}</tbody>
            </table>
            ${truncated && html`<p class="soft">The first ${count(MOST)} of ${count(wholeOf(story, 'reports'))} reports.</p>`}`
    }}<//>`
}
