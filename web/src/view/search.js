/* search.js - one box for everything. The words of the box are the address, so
 * a search can be kept and handed on; what hits have in common (facets) adds a
 * word to the box at a click. */
import { html, useEffect } from '../html.js'
import { useKeys } from '../keys.js'
import { go, href, route } from '../route.js'
import { count, dayText, outletOf, plural, titleOf } from '../text.js'
import { More, useMore } from '../parts/more.js'
import { Passage } from '../parts/passage.js'
import { Empty, Failure, Loading } from '../parts/states.js'
import { published, roleText } from '../parts/report.js'

const GRAMMAR = [
    ['"in the port"', 'these words side by side'],
    ['actor:ferrand', 'somebody did it or it was done to them'],
    ['said:minister', 'who is said to have said something'],
    ['place:concepcion', 'where it happened'],
    ['source:reuters', 'the outlet or agency'],
    ['date:2032-09', 'a day, a month, a year, or FROM..TO'],
    ['status:denied', 'planned, happened, alleged, denied …'],
    ['indep:>2', 'told by more than two independent reports'],
    ['-strike', 'not this'],
]

function Hit({ hit }) {
    const r = hit.report
    const found = hit.context?.length ? hit.context : [{ cite: hit.cite }]
    /* the headline stands above already */
    const more = found.filter((p) => p.cite.exact?.trim() !== r.title)
    const passages = more.length ? more : found
    const copy = r.lineage_role && r.lineage_role !== 'origin'
    return html`<li class="hit">
        <p class="kicker"><b>${outletOf(r)}</b><span>${published(r)}</span>${copy && html`<span>${roleText(r.lineage_role)}</span>`}</p>
        <h2><a class="hit-link" href=${href('report', r.id)}>${titleOf(r)}</a></h2>
        <ul class="passages">
            ${passages.slice(0, 4).map((p) => html`<li key=${p.cite.start}><${Passage} ...${p} /></li>`)}
        </ul>
        ${r.story && html`<p class="hit-foot"><a href=${href('story', r.story)}>the story</a></p>`}
    </li>`
}

/* Facets are of the first 300 hits at most. */
export const FACETED = 300
const hitsText = (shown, of = 0) => (of >= FACETED ? `${count(shown)} of ${FACETED} hits or more` : of > shown ? `${count(shown)} of ${plural(of, 'hit')}` : plural(shown, 'hit'))

const quoted = (value) => (/[\s:"]/.test(value) ? `"${value.replace(/"/g, '')}"` : value)
const withWord = (q, word) => (q.split(/\s+/).includes(word) ? q : `${q} ${word}`)

const FACETS = [
    ['sources', 'source', 'Sources'],
    ['actors', 'actor', 'Actors'],
    ['places', 'place', 'Places'],
    ['days', 'date', 'Days'],
]

function Facets({ facets, q }) {
    const to = (name, value) => href('search', null, null, { q: withWord(q, `${name}:${quoted(value)}`) })
    const wide = matchMedia('(min-width: 48rem)').matches
    return html`<aside class="facets" aria-label="What the hits have in common"><details open=${wide}>
        <summary>What they have in common</summary>
        ${FACETS.map(([key, name, title]) => {
            const rows = facets[key] || []
            if (!rows.length) return null
            return html`<section>
                <h2>${title}</h2>
                <ul>${rows.slice(0, 8).map((f) => html`<li key=${f.value}><a href=${to(name, f.value)}>${name === 'date' ? dayText(f.value) : f.value}</a> <span class="soft">${count(f.reports)}</span></li>`)}</ul>
            </section>`
        })}
    </details></aside>`
}

function Grammar() {
    return html`<section class="grammar">
        <h2>What the box understands</h2>
        <dl>${GRAMMAR.map(([word, what]) => html`<div><dt><a href=${href('search', null, null, { q: word })}><code>${word}</code></a></dt><dd>${what}</dd></div>`)}</dl>
        <p class="soft">Words are all wanted; they are found in any of their forms.</p>
    </section>`
}

function Box({ q }) {
    const submit = (e) => {
        e.preventDefault()
        const asked = new FormData(e.currentTarget).get('q').trim()
        go(href('search', null, null, { q: asked }))
    }
    return html`<form class="search-form" role="search" aria-label="Search the reports" onSubmit=${submit}>
        <input id="find" name="q" type="search" key=${q} defaultValue=${q} placeholder="words, actor: place: said: source: date: indep:>2" aria-label="What to search" autocomplete="off" spellcheck=${false} />
        <button class="primary">Search</button>
        ${q && html`<a href=${href('watches', null, null, { rule: q })}>Watch this</a>`}
    </form>`
}

function useHitKeys() {
    const step = (by) => () => {
        const links = [...document.querySelectorAll('.hit .cite, .hit-link')]
        const at = links.indexOf(document.activeElement)
        links[Math.min(links.length - 1, Math.max(0, at + by))]?.focus()
    }
    useKeys({ j: [step(1), 'next hit or passage'], k: [step(-1), 'the one before'] }, 'Search')
}

function Results({ q }) {
    const list = useMore('search', { q }, 20)
    const facets = list.first?.facets
    useHitKeys()
    if (list.error && !list.items.length) return html`<${Failure} error=${list.error} />`
    if (!list.items.length && list.loading) return html`<${Loading} lines=${6} />`
    if (!list.items.length) return html`<${Empty} title="No report has this">Fewer words find more; <code>-word</code> takes away.<//>`
    return html`<div class="results">
        <div>
            <p class="soft results-count" role="status">${hitsText(list.items.length, facets?.of)}, the ${list.page?.order || 'best'} first</p>
            <ol class="hits">${list.items.map((hit) => html`<${Hit} key=${hit.id} hit=${hit} />`)}</ol>
            <${More} list=${list} what="more hits" />
        </div>
        ${facets && html`<${Facets} facets=${facets} q=${q} />`}
    </div>`
}

export default function Search() {
    const { q = '' } = route.value.params
    useEffect(() => void (document.title = `${q || 'Search'} · nutgraf`), [q])
    return html`<h1 class="search-title">Search</h1>
        <${Box} q=${q} />
        ${q ? html`<${Results} key=${q} q=${q} />` : html`<${Grammar} />`}`
}
