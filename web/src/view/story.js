/* story.js - the frame of a story: its head, its tabs, and the tab. */
import { html, useEffect } from '../html.js'
import { useGet } from '../api.js'
import { useKeys } from '../keys.js'
import { go, href, route } from '../route.js'
import { markSeen } from '../seen.js'
import { tabs } from '../story/tabs.js'
import { wholeOf } from '../text.js'
import { Independent } from '../parts/independent.js'
import { useCurrentInView } from '../parts/current.js'
import { Correct, SameAs } from '../parts/fix.js'
import { Empty, Failure, Loading } from '../parts/states.js'
import { When } from '../parts/when.js'

function useTabKeys(id, at) {
    const step = (by) => () => go(href('story', id, tabs[(at + by + tabs.length) % tabs.length][0]))
    const keys = { ']': [step(1), 'next tab'], '[': [step(-1), 'tab before'] }
    tabs.forEach(([word, name], i) => (keys[i + 1] = [() => go(href('story', id, word)), name]))
    useKeys(keys, 'Story')
}

const STATES = { seed: 'one origin', growing: 'still growing', corroborated: 'told by several', stable: 'no news of late', dormant: 'quiet' }

function Tabs({ id, word }) {
    const row = useCurrentInView(word)
    return html`<nav class="tabs" aria-label="Of this story" ref=${row}>
        ${tabs.map(([w, name]) => html`<a href=${href('story', id, w === 'brief' ? null : w)} aria-current=${w === word ? 'page' : undefined}>${name}</a>`)}
    </nav>`
}

/* The headline of the report that tells how things stand, as on the brief;
 * nothing for a moment rather than one that is taken back. */
function useTitle(story) {
    const brief = useGet(story && `brief/${story.id}`)
    if (!story || (brief.loading && !brief.data)) return null
    return brief.data?.title || story.title || 'Untitled story'
}

function Head({ story, title }) {
    return html`<header class="story-head">
        <p class="kicker"><${When} start=${story.first} end=${story.last} />${story.places.length > 0 && html` <span>${story.places.slice(0, 4).join(', ')}</span>`}${STATES[story.state] && html` <span>${STATES[story.state]}</span>`}</p>
        <h1>${title ?? '\u00a0'}</h1>
        <div class="story-foot">
            <${Independent} of=${story.independent} reports=${wholeOf(story, 'reports')} href=${href('story', story.id, 'reports')} />
            <${Correct}><${SameAs} story=${story.id} /><//>
        </div>
    </header>`
}

export default function Story({ id }) {
    const word = route.value.tab || 'brief'
    const at = tabs.findIndex(([w]) => w === word)
    const state = useGet(`stories/${encodeURIComponent(id || '')}`)
    const story = state.data
    const title = useTitle(story)
    useTabKeys(id, Math.max(0, at))
    useEffect(() => void (story && markSeen(story)), [story])
    useEffect(() => void (title && (document.title = `${title} · nutgraf`)), [title])
    if (state.error && !story) return html`<${Failure} error=${state.error} /><p class="more"><a href="/">All stories</a></p>`
    if (!story) return html`<${Loading} lines=${8} />`
    const Tab = tabs[at]?.[2]
    return html`<article class="story">
        <${Head} story=${story} title=${title} />
        <${Tabs} id=${id} word=${word} />
        ${Tab ? html`<${Tab} key=${word} story=${story} />` : html`<${Empty} title="A story has no such tab" />`}
    </article>`
}
