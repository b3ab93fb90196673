/* sources.js - the outlets: how much of what each brings is its own, from whom
 * the rest is, who copies it, and which facts it changed afterwards. */
import { html, useEffect } from '../html.js'
import { useGet } from '../api.js'
import { href, route } from '../route.js'
import { count, percent, plural } from '../text.js'
import { SLOTS } from '../chart/changes.js'
import { More, useMore } from '../parts/more.js'
import { roleText } from '../parts/report.js'
import { Empty, Failure, Loaded, Loading } from '../parts/states.js'
import { useSteps } from '../parts/steps.js'
import { When } from '../parts/when.js'

const RELATIONS = { exact: 'same text', syndicated: 'carried', excerpt: 'excerpt', spun: 'machine-spun', revision: 'reworked' }
const UNNAMED = 'No outlet named'

const to = (outlet) => href('sources', null, null, { name: outlet })
const reportsOf = (outlet) => href('search', null, null, { q: `source:"${outlet.replace(/"/g, '')}"` })

/* Own, and not: two lengths of one bar. */
export function Share({ own, reports }) {
    const width = (100 * own) / reports
    return html`<svg class="share" role="img" aria-label=${`${percent(own / reports)} own`} viewBox="0 0 100 8" preserveAspectRatio="none">
        <rect class="share-copy" width="100" height="8" /><rect class="share-own" width=${width} height="8" />
    </svg>`
}

/* On a small screen what is nought is not told. */
const num = (n) => (n ? 'num' : 'num is-zero')

function Row({ source }) {
    const { outlet, reports, own, copied, revisions, spun, declared } = source
    const part = (n) => (outlet && n ? html`<a href=${to(outlet)}>${count(n)}</a>` : count(n))
    return html`<tr>
        <th scope="row">${outlet ? html`<a href=${to(outlet)}>${outlet}</a>` : html`<span class="soft">${UNNAMED}</span>`}</th>
        <td data-name="reports" class="num">${outlet ? html`<a href=${reportsOf(outlet)}>${count(reports)}</a>` : count(reports)}</td>
        <td class="share-cell"><${Share} own=${own} reports=${reports} /></td>
        <td data-name="own" class="num">${percent(own / reports)}</td>
        <td data-name="from others" class=${num(copied)}>${part(copied)}</td>
        <td data-name="later versions" class=${num(revisions)}>${part(revisions)}</td>
        <td data-name="say they are an agency’s" class=${num(declared)}>${part(declared)}</td>
        <td data-name="spun" class=${num(spun)}>${spun && outlet ? html`<a class="tag tag-copy" href=${to(outlet)}>${count(spun)}</a>` : spun ? html`<span class="tag tag-copy">${count(spun)}</span>` : '0'}</td>
    </tr>`
}

function List() {
    useSteps('.sources th a', 'Sources', 'outlet', 'tr')
    const list = useMore('sources', {}, 100)
    if (list.error) return html`<${Failure} error=${list.error} />`
    if (!list.items.length) return list.loading ? html`<${Loading} lines=${8} />` : html`<${Empty} title="No reports yet" />`
    return html`<table class="rows sources">
            <thead><tr><th scope="col">Outlet</th><th scope="col" class="num">Reports</th><th scope="col"><span class="hidden">Share that is its own</span></th><th scope="col" class="num">Own</th><th scope="col" class="num">From others</th><th scope="col" class="num">Later versions</th><th scope="col" class="num">Say they are an agency’s</th><th scope="col" class="num">Machine-spun</th></tr></thead>
            <tbody>${list.items.map((s) => html`<${Row} key=${s.outlet} source=${s} />`)}</tbody>
        </table>
        <${More} list=${list} what="more outlets" />`
}

function Borrowings({ title, rows, none }) {
    return html`<section class="source-part">
        <h2>${title}</h2>
        ${rows.length
            ? html`<ul class="borrowings">
                  ${rows.map((b) => html`<li key=${b.outlet + b.relation}>
                      ${b.outlet ? html`<a href=${to(b.outlet)}>${b.outlet}</a>` : UNNAMED}
                      <span class="tag">${RELATIONS[b.relation] || roleText(b.relation)}</span>
                      <a href=${href('report', b.example)}>${plural(b.reports, 'report')}</a>
                  </li>`)}
              </ul>`
            : html`<p class="soft">${none}</p>`}
    </section>`
}

function Corrections({ rows }) {
    return html`<section class="source-part">
        <h2>Facts it changed from one version to the next</h2>
        ${rows.length
            ? html`<ul class="corrections">
                  ${rows.map((c) => html`<li key=${c.change}>
                      <p class="kicker"><b>${SLOTS[c.slot] || 'fact'}</b><a href=${href('story', c.story, 'lineage', { a: c.from_report, b: c.to_report })}>both versions</a></p>
                      <p><del><a href=${href('report', c.from_report)}>${c.before}</a></del></p>
                      <p><ins><a href=${href('report', c.to_report)}>${c.after}</a></ins></p>
                  </li>`)}
              </ul>`
            : html`<p class="soft">None that is held.</p>`}
    </section>`
}

function Detail({ name }) {
    const state = useGet('sources', { source: name })
    return html`<p class="crumbs"><a href=${href('sources')}>← all sources</a></p>
        <h1>${name}</h1>
        <${Loaded} state=${state} lines=${8}>${({ items: [s] }) => html`
            <p class="source-sum">
                <a href=${reportsOf(name)}>${plural(s.reports, 'report')}</a> in ${plural(s.stories, 'story', 'stories')},${' '}
                <${When} start=${s.first} end=${s.last} />. <b>${percent(s.own / s.reports)}</b> its own${s.declared > 0 && html`; ${count(s.declared)} say they are from an agency`}.
            </p>
            <${Share} own=${s.own} reports=${s.reports} />
            <div class="source-parts">
                <${Borrowings} title="Whom it copies" rows=${s.copies} none="Nobody whose reports are held." />
                <${Borrowings} title="Who copies it" rows=${s.copied_by} none="Nobody whose reports are held." />
            </div>
            <${Corrections} rows=${s.corrections} />`}<//>`
}

export default function Sources() {
    const { name } = route.value.params
    useEffect(() => void (document.title = `${name || 'Sources'} · nutgraf`), [name])
    if (name) return html`<${Detail} key=${name} name=${name} />`
    return html`<div class="page-head"><h1>Sources</h1><p class="soft">A report is an outlet’s own if it was made from no other report, or from an earlier version of itself.</p></div><${List} />`
}
