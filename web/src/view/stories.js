/* stories.js - what there is: a card a story, the newest first. What a card
 * has from the brief is asked for when the card comes into view. */
import { html, useEffect, useState } from '../html.js'
import { get, useGet } from '../api.js'
import { useKeys } from '../keys.js'
import { href, route, setParams } from '../route.js'
import { newOf, seenOf } from '../seen.js'
import { count, plural, wholeOf } from '../text.js'
import { Independent } from '../parts/independent.js'
import { More, useMore, useNear } from '../parts/more.js'
import { Spark } from '../parts/spark.js'
import { Empty, Failure, Loading } from '../parts/states.js'
import { When } from '../parts/when.js'

function useBrief(story, near) {
    const [brief, set] = useState(null)
    useEffect(() => {
        let gone = false
        if (near)
            get(`brief/${story.id}`).then(
                (b) => gone || set(b),
                () => gone || set(false)
            )
        return () => (gone = true)
    }, [near, story.id, wholeOf(story, 'reports')])
    return brief
}

function Marks({ story, brief }) {
    const fresh = newOf(story)
    const split = brief ? brief.disagreements.filter((d) => d.kind === 'contradiction').length : 0
    const spun = brief ? brief.sources.filter((s) => s.lineage_role === 'spun').length : 0
    return html`<p class="card-marks">
        ${fresh > 0 && html`<a class="tag tag-new" href=${href('story', story.id, null, { since: seenOf(story.id).last })}>${plural(fresh, 'new report')}</a>`}
        ${split > 0 && html`<a class="tag tag-split" href=${href('story', story.id, 'disagreements')}>${plural(split, 'disagreement')}</a>`}
        ${spun > 0 && html`<a class="tag tag-copy" href=${href('story', story.id, 'lineage')}>${plural(spun, 'spun copy', 'spun copies')}</a>`}
    </p>`
}

function Card({ story }) {
    const [box, near] = useNear()
    const brief = useBrief(story, near)
    const to = href('story', story.id)
    const lead = brief && brief.lead[0]
    const title = (brief && brief.title) || story.title
    const days = brief ? brief.sources.map((s) => s.published_first) : []
    return html`<li class=${`card ${seenOf(story.id) ? 'is-seen' : ''}`} ref=${box}>
        <div class="card-main">
            <p class="kicker"><${When} start=${story.first} end=${story.last} />${story.places.length > 0 && html` <span>${story.places.slice(0, 3).join(', ')}</span>`}</p>
            <h2><a class="card-link" href=${to}>${title || 'Untitled'}</a></h2>
            ${brief === null && html`<p class="card-lead" aria-hidden="true">${'\u00a0'}<br />${'\u00a0'}</p>`}
            ${lead && lead.text !== title && html`<p class="card-lead">${lead.text}</p>`}
            <${Marks} story=${story} brief=${brief} />
        </div>
        <div class="card-side">
            <${Independent} of=${story.independent} reports=${wholeOf(story, 'reports')} href=${href('story', story.id, 'reports')} />
            <${Spark} days=${days} />
        </div>
    </li>`
}

function useCardKeys() {
    const step = (by) => () => {
        const links = [...document.querySelectorAll('.card-link')]
        const at = links.indexOf(document.activeElement)
        const next = links[Math.min(links.length - 1, Math.max(0, at + by))]
        next?.focus({ preventScroll: true })
        next?.closest('.card').scrollIntoView({ block: 'nearest' })
    }
    useKeys({ j: [step(1), 'next story'], k: [step(-1), 'story before'], Enter: [() => false, 'open it'] }, 'Stories')
}

function Days({ params }) {
    const on = (name) => (e) => setParams({ [name]: e.currentTarget.value || null })
    return html`<form class="filters" aria-label="Which stories" onSubmit=${(e) => e.preventDefault()}>
        <label>From <input type="date" value=${params.since || ''} onChange=${on('since')} /></label>
        <label>to <input type="date" value=${params.until || ''} onChange=${on('until')} /></label>
        <label class="check"><input type="checkbox" checked=${!!params.more} onChange=${(e) => setParams({ more: e.currentTarget.checked ? 1 : null })} /> told by two or more</label>
        <label class="check"><input type="checkbox" checked=${!!params.new} onChange=${(e) => setParams({ new: e.currentTarget.checked ? 1 : null })} /> only what is new to me</label>
    </form>`
}

const isNew = (story) => !seenOf(story.id) || newOf(story) > 0

function First() {
    return html`<${Empty} title="No reports yet">
        <a class="button" href=${href('import')}>Add reports</a> from files or by pasting text, or on the command line: <code>nutgraf add FOLDER</code>
    <//>`
}

export default function Stories() {
    const { params } = route.value
    const list = useMore('stories', { order: 'newest', since: params.since, until: params.until })
    const about = useGet('/api/v1')
    useCardKeys()
    useEffect(() => void (document.title = 'Stories · nutgraf'), [])
    const shown = list.items.filter((s) => (!params.new || isNew(s)) && (!params.more || s.independent > 1))
    return html`<div class="page-head">
            <h1>Stories</h1>
            ${about.data && html`<p class="soft">${count(about.data.reports)} reports in the store</p>`}
            <${Days} params=${params} />
        </div>
        ${list.error && html`<${Failure} error=${list.error} />`}
        ${!list.loading && !list.error && !list.items.length && (params.since || params.until ? html`<${Empty} title="No story in these days" />` : html`<${First} />`)}
        ${!list.loading && list.items.length > 0 && !shown.length && !list.truncated && (params.more ? html`<${Empty} title="None like that">Take back a filter above.<//>` : html`<${Empty} title="Nothing new">You have looked at every story since its last report.<//>`)}
        <ol class="cards">${shown.map((s) => html`<${Card} key=${s.id} story=${s} />`)}</ol>
        ${list.loading && !list.items.length && html`<${Loading} lines=${8} />`}
        <${More} list=${list} what="more stories" />`
}
