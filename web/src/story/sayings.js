/* sayings.js - who is said to have said what: one card a saying, however many
 * reports print it. It shows who speaks and through whom, how well the speaker
 * is named, where it stood first, and every other wording against the first. */
import { html, useMemo, useState } from '../html.js'
import { usePages } from '../api.js'
import { href, route, setParams } from '../route.js'
import { count, plural } from '../text.js'
import { Aligned } from '../chart/changes.js'
import { sourceName, useSources } from '../chart/event.js'
import { Switches, cut } from '../chart/frame.js'
import { alignWords, groupSayings, speakerKey } from '../chart/variants.js'
import { Cite } from '../parts/cite.js'
import { Independent, reportsHref } from '../parts/independent.js'
import { Empty, Failure, Loading } from '../parts/states.js'
import { useSteps } from '../parts/steps.js'
import { When } from '../parts/when.js'
import { Why } from '../parts/why.js'

const SAYINGS_MOST = 5000
const PAGE = 40
const WORDINGS = 6
const ALL_SPEAKERS = 200

/* Best first: how well a reader can tell who it was. */
const GRADES = {
    named: 'a person with a name',
    role: 'a person by office alone',
    organisation: 'a body',
    document: 'a document',
    unnamed: 'somebody without a name',
    none: 'nobody is given',
}

/* The name that most of a speaker's sayings carry, pronouns last. */
function speakersOf(groups) {
    const by = new Map()
    for (const group of groups) {
        const key = speakerKey(group.first.source ? group.first : {}) ?? ''
        if (!by.has(key)) by.set(key, { key, names: new Map(), count: 0 })
        const entry = by.get(key)
        entry.count++
        for (const w of group.wordings)
            for (const y of w.sayings) {
                const name = y.source.text || ''
                if (!/^(he|she|they|it|we|i)$/i.test(name)) entry.names.set(name, (entry.names.get(name) || 0) + name.length)
            }
    }
    for (const entry of by.values()) entry.name = [...entry.names].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] || ''
    return by
}

function Chain({ saying }) {
    const via = saying.via.map((v) => v.text)
    return html`${via.length > 0 && html` <span class="soft">through ${via.join(' ← ')}</span>`}${saying.told_to && html` <span class="soft">to ${saying.told_to}</span>`}`
}

/* Reports that print one wording, as the numbers of the story's sources. */
function Printed({ sayings, sources }) {
    const seen = new Set()
    const once = sayings.filter((y) => !seen.has(y.report) && seen.add(y.report))
    return html`<span class="cites">${once.slice(0, 12).map((y) => html`<${Cite} key=${y.report} cite=${y.content} n=${sources.number.get(y.report) ?? '·'} />`)}${once.length > 12 && html`<span class="cites-more">+${once.length - 12}</span>`}</span>`
}

function Variant({ wording, first, sources }) {
    const runs = useMemo(() => alignWords(first.text, wording.text), [first, wording])
    return html`<li class="variant">
        <p><${Aligned} runs=${runs} side="new" /> <${Printed} sayings=${wording.sayings} sources=${sources} /></p>
        <p class="kicker"><b>${sourceName(sources.by.get(wording.sayings[0].report))}</b>${runs.some((r) => r.kind === 'gone') && html`<span>without “${cut(runs.filter((r) => r.kind === 'gone').map((r) => r.text).join(' … '), 90)}”</span>`}</p>
    </li>`
}

/* What leads to words that are not quoted: "called on … to stop work". */
function Cue({ saying }) {
    const { cue, content } = saying
    if (saying.kind !== 'indirect' || !cue?.exact || cue.end > content.start) return null
    return html`<span class="soft">${cue.exact}${content.start - cue.end > 6 ? ' …' : ''} </span>`
}

function Saying({ group, name, sources, picked }) {
    const [all, set] = useState(false)
    const { first } = group
    const source = sources.by.get(first.report)
    const [head, ...others] = group.wordings
    const shown = all ? others : others.slice(0, WORDINGS)
    const grade = first.source.grade
    const said = first.source.text
    const Quote = first.kind === 'indirect' ? 'p' : 'blockquote'
    return html`<li class=${picked ? 'saying is-picked' : 'saying'} id=${group.id}>
        <p class="saying-who"><b>${name || said || 'Nobody is given'}</b> <span class=${`tag grade grade-${grade}`} title=${GRADES[grade]}>${grade}</span>${name && said && said !== name && html` <span class="soft">as <${Cite} cite=${first.source.cite}>“${cut(said, 60)}”<//></span>`}<${Chain} saying=${first} />${first.denies && html` <span class="tag tag-split">denies</span>`}</p>
        <${Quote} class="saying-text"><${Cue} saying=${first} /><${Cite} cite=${first.content}>${first.kind === 'indirect' ? head.text : `“${head.text.replace(/^["“]|["”]$/g, '')}”`}<//> <${Printed} sayings=${head.sayings} sources=${sources} /><//>
        <p class="saying-foot"><span>first: <a href=${href('report', first.report, null, { at: `${first.content.start}-${first.content.end}` })}>${sourceName(source)}</a>${source && html`, <${When} start=${source.published_first} end=${source.published_last} />`}</span> <${Independent} of=${group.origins} reports=${group.reports} href=${reportsHref([...group.told])} /> <span class="soft">${first.kind}</span> <${Why} id=${first.id} /></p>
        ${others.length > 0 &&
        html`<div class="variants"><h3>${plural(others.length, 'other wording')}</h3>
            <ul>${shown.map((w) => html`<${Variant} key=${w.text} wording=${w} first=${head} sources=${sources} />`)}</ul>
            ${shown.length < others.length && html`<button type="button" onClick=${() => set(true)}>All ${others.length}</button>`}
        </div>`}
    </li>`
}

/* A saying whose source no words name. */
const sourced = (saying) => (saying.source ? saying : { ...saying, source: { text: null, cite: null, entity: null, grade: 'none' } })

function Filters({ speakers, params, shown, groups }) {
    const list = [...speakers.values()].filter((s) => s.name).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    return html`<div class="filters">
        <label>Speaker <select value=${params.who || ''} onChange=${(e) => setParams({ who: e.currentTarget.value || null })}>
            <option value="">everybody</option>
            ${list.slice(0, ALL_SPEAKERS).map((s) => html`<option key=${s.key} value=${s.key}>${cut(s.name, 40)} (${s.count})</option>`)}
        </select></label>
        <label class="check"><input type="checkbox" checked=${!!params.more} onChange=${(e) => setParams({ more: e.currentTarget.checked ? 1 : null })} /> told by two or more</label>
        <span role="status">${count(shown)} of ${plural(groups, 'saying')}</span>
    </div>`
}

/* Those that the filters let through; what the address picks comes first. */
function useShown(groups) {
    const { who, more, grade, y } = route.value.params
    return useMemo(() => {
        const on = grade ? new Set(grade.split(',')) : null
        const picked = y && groups.find((g) => g.wordings.some((w) => w.sayings.some((s) => s.id === y)))
        const list = groups.filter((g) => g !== picked && (!who || speakerKey(g.first) === who) && (!more || g.origins > 1) && (!on || on.has(g.first.source.grade)))
        return { list: picked ? [picked, ...list] : list, picked }
    }, [groups, who, more, grade, y])
}

function useGrades(groups) {
    const chosen = route.value.params.grade
    const counts = new Map()
    for (const g of groups) counts.set(g.first.source.grade, (counts.get(g.first.source.grade) || 0) + 1)
    const there = Object.keys(GRADES).filter((g) => counts.has(g))
    const on = new Set(chosen ? chosen.split(',') : there)
    const toggle = (word) => {
        const next = there.filter((g) => on.has(g) !== (g === word))
        setParams({ grade: next.length && next.length < there.length ? next.join(',') : null })
    }
    return { on, toggle, items: there.map((g) => [g, html`<span title=${GRADES[g]}>${g}</span> ${count(counts.get(g))}`]) }
}

function Body({ sources, data }) {
    useSteps('.saying-text > .cite:not(.cite-n)', 'Sayings', 'saying', '.saying')
    const groups = useMemo(() => groupSayings(data.items.map(sourced), sources.by), [data, sources.by])
    const speakers = useMemo(() => speakersOf(groups), [groups])
    const { list, picked } = useShown(groups)
    const grades = useGrades(groups)
    const [most, set] = useState(PAGE)
    const { params } = route.value
    const nameOf = (g) => speakers.get(speakerKey(g.first) ?? '')?.name
    return html`<div class="sayings">
        <div class="view-bar"><${Switches} label="Sayings by how well the speaker is named" ...${grades} /><${Filters} speakers=${speakers} params=${params} shown=${list.length} groups=${groups.length} /></div>
        ${data.truncated && html`<p class="soft">Only the first ${count(data.items.length)} sayings of this story were loaded; the export has all.</p>`}
        <h2 class="hidden">Sayings</h2>
        <ol class="saying-list">${list.slice(0, most).map((g) => html`<${Saying} key=${g.id} group=${g} name=${speakerKey(g.first) === null ? '' : nameOf(g)} sources=${sources} picked=${g === picked} />`)}</ol>
        ${list.length === 0 && html`<${Empty} title="None like that">Take back a filter above.<//>`}
        ${list.length > most && html`<p class="more"><button type="button" onClick=${() => set(most + PAGE)}>Show more of ${count(list.length)}</button></p>`}
        <p class="soft hint">Sayings are one if their letters are the same, and wordings of one if one speaker is given and at least half of the words that matter are shared. What differs from the first wording is marked.</p>
    </div>`
}

export default function Sayings({ story }) {
    const sources = useSources(story)
    const state = usePages('sayings', { story: story.id }, SAYINGS_MOST)
    const error = sources.error || state.error
    if (error && !(sources.ready && state.data)) return html`<${Failure} error=${error} />`
    if (!sources.ready || !state.data) return html`<${Loading} lines=${8} />`
    if (!state.data.items.length) return html`<${Empty} title="No sayings">Nobody is said to have said something in the reports of this story.<//>`
    return html`<${Body} sources=${sources} data=${state.data} />`
}
