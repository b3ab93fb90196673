/* watches.js - rules that tell of new reports: made in words of a search, tried
 * on what is there before they are kept, told by feed, stream or web hook. */
import { html, useEffect, useState } from '../html.js'
import { address, post, remove, revision, save, useGet } from '../api.js'
import { href, route, setParams } from '../route.js'
import { outletOf, plural, titleOf } from '../text.js'
import { Independent } from '../parts/independent.js'
import { FACETED } from './search.js'
import { Passage } from '../parts/passage.js'
import { published, roleText } from '../parts/report.js'
import { Empty, Failure, Loaded } from '../parts/states.js'

const withCount = (query, indep) => (indep > 1 ? `${query} indep:>${indep - 1}` : query)

const fitText = (n) => (n >= FACETED ? `${FACETED} reports or more` : plural(n, 'report'))

/* What the rule would have told of what is there. */
function Trial({ query, indep }) {
    const asked = withCount(query, indep)
    const state = useGet('search', { q: asked, limit: 5 })
    return html`<section class="trial" aria-live="polite" aria-label="What it finds now">
        <${Loaded} state=${state} lines=${3}>${(page) =>
            page.items.length
                ? html`<p>It fits <a href=${href('search', null, null, { q: asked })}>${fitText(page.facets?.of ?? page.items.length)}</a> that are here already; it tells of those to come. The best of them:</p>
                      <ul>${page.items.map((hit) => html`<li><a href=${href('report', hit.report.id)}>${titleOf(hit.report)}</a> <span class="soft">${outletOf(hit.report)}, ${published(hit.report)}</span></li>`)}</ul>`
                : html`<p>Nothing ${page.truncated ? 'of what came last' : 'that is here'} fits. It tells of the first that does.</p>`}<//>
    </section>`
}

function useMaking(done) {
    const [error, fail] = useState(null)
    const [made, set] = useState(null)
    const make = async (rule) => {
        fail(null)
        set(null)
        try {
            set(await post('watches', JSON.stringify(rule), 'application/json'))
            revision.value++
            done()
        } catch (e) {
            fail(e)
        }
    }
    return { make, error, made }
}

function New({ rule }) {
    const [indep, setIndep] = useState(1)
    const form = useMaking(() => setParams({ rule: null }))
    const ask = (e) => {
        e.preventDefault()
        setParams({ rule: new FormData(e.currentTarget).get('query').trim() })
    }
    const keep = (e) => {
        e.preventDefault()
        const data = new FormData(e.currentTarget)
        form.make({ name: data.get('name').trim(), query: rule, indep, webhook: data.get('hook').trim() || undefined, private: !!data.get('private') })
    }
    return html`<section class="watch-new" aria-label="A new watch">
        <form class="search-form" onSubmit=${ask}>
            <input name="query" key=${rule} defaultValue=${rule} required aria-label="Tell me of reports that fit" placeholder="place:concepcion strike" autocomplete="off" spellcheck=${false} />
            <button class=${rule ? '' : 'primary'}>Try it</button>
        </form>
        ${rule && html`<${Trial} query=${rule} indep=${indep} />`}
        ${rule &&
        html`<form class="watch-keep" onSubmit=${keep}>
            <label>Name <input name="name" required defaultValue=${rule.slice(0, 60)} autocomplete="off" /></label>
            <label>Told by at least <input type="number" min="1" max="99" value=${indep} onInput=${(e) => setIndep(Math.max(1, +e.currentTarget.value || 1))} /> independent</label>
            <label>Web hook <input name="hook" type="url" placeholder="https://… (if you want one)" autocomplete="off" /></label>
            <label class="check"><input name="private" type="checkbox" /> the hook is in our own network</label>
            <button class="primary">Keep it</button>
        </form>`}
        ${form.error && html`<${Failure} error=${form.error} />`}
        ${form.made && html`<div class="watch-made" role="status"><p><b>${form.made.name}</b> is kept.</p>${form.made.secret && html`<p>Its web hook is signed with <code>${form.made.secret}</code>; this is shown once.</p>`}</div>`}
    </section>`
}

function Alerts({ watch }) {
    const state = useGet(`watches/${watch.id}/alerts`, { limit: 20 })
    return html`<${Loaded} state=${state} lines=${3}>${({ items }) =>
        items.length
            ? html`<ol class="alerts">${items.map((a) => html`<${Alert} key=${a.id} alert=${a} />`)}</ol>`
            : html`<p class="soft">It has told nothing yet.</p>`}<//>`
}

const when = (at) => String(at || '').replace('T', ' ').slice(0, 16)

function Alert({ alert }) {
    if (alert.kind === 'more') return html`<li><p>and ${plural(alert.more, 'more report')} at once <span class="soft">${when(alert.at)}</span></p></li>`
    const { report, story } = alert
    return html`<li class="alert">
        <p class="kicker"><b>${outletOf(report)}</b><span>told ${when(alert.at)}</span>${report.made_from_others && html`<span>${roleText(report.made_from_others)}</span>`}</p>
        <p><a href=${href('report', report.id)}>${titleOf(report)}</a></p>
        ${alert.cite && html`<p class="passages"><${Passage} cite=${alert.cite} found=${alert.found} /></p>`}
        ${alert.changes?.map((c) => html`<p class="alert-change">${c.before && html`<del>${c.before}</del> `}${c.after && html`<ins>${c.after}</ins>`}</p>`)}
        ${story && html`<p class="alert-story"><a href=${href('story', story.id)}>${story.title || 'its story'}</a> <${Independent} of=${story.independent} reports=${story.reports} href=${href('story', story.id, 'reports')} /></p>`}
    </li>`
}

function Watch({ watch }) {
    const open = route.value.params.told === watch.id
    const set = (on) => setParams({ told: on ? watch.id : null })
    const [error, fail] = useState(null)
    const end = () => remove(`watches/${watch.id}`).then(() => revision.value++, fail)
    return html`<li class="watch">
        <div class="watch-head">
            <h2>${watch.name}</h2>
            <p><a href=${href('search', null, null, { q: withCount(watch.query, watch.indep) })}><code>${watch.query}</code></a>${watch.indep > 1 && html` <span class="tag">at least ${watch.indep} independent</span>`}</p>
            <p class="watch-ways">
                <a href=${address(`watches/${watch.id}/feed.rss`)} onClick=${save}>RSS</a>
                <a href=${address(`watches/${watch.id}/feed.json`)} onClick=${save}>JSON Feed</a>
                ${watch.webhook && html`<span class="soft">web hook ${watch.webhook}</span>`}
                <button type="button" class="why" aria-expanded=${open} onClick=${() => set(!open)}>what it told</button>
                <button type="button" class="why" onClick=${end}>end it</button>
            </p>
        </div>
        ${open && html`<${Alerts} watch=${watch} />`}
        ${error && html`<${Failure} error=${error} />`}
    </li>`
}

export default function Watches() {
    const { rule = '' } = route.value.params
    useEffect(() => void (document.title = 'Watches · nutgraf'), [])
    const state = useGet('watches')
    return html`<div class="page-head"><h1>Watches</h1><p class="soft">Tell me when … in <a href=${href('search')}>the words of a search</a>.</p></div>
        <${New} rule=${rule} />
        <${Loaded} state=${state}>${({ items }) =>
            items.length ? html`<ol class="watches">${items.map((w) => html`<${Watch} key=${w.id} watch=${w} />`)}</ol>` : html`<${Empty} title="No watches">A watch tells of each new report that fits, once.<//>`}<//>`
}
