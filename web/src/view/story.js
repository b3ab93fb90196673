/* story.js - the frame of a story: its head, its tabs, and the tab. */
import { html, useEffect } from '../html.js'
import { useGet } from '../api.js'
import { useKeys } from '../keys.js'
import { go, href, route } from '../route.js'
import { markSeen } from '../seen.js'
import { tabs } from '../story/tabs.js'
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

function Tabs({ id, word }) {
    const row = useCurrentInView(word)
    return html`<nav class="tabs" aria-label="Of this story" ref=${row}>
        ${tabs.map(([w, name]) => html`<a href=${href('story', id, w === 'brief' ? null : w)} aria-current=${w === word ? 'page' : undefined}>${name}</a>`)}
    </nav>`
}

function Head({ story }) {
    return html`<header class="story-head">
        <p class="kicker"><${When} start=${story.first} end=${story.last} />${story.places.length > 0 && html` <span>${story.places.slice(0, 4).join(', ')}</span>`}${story.state && html` <span>${story.state}</span>`}</p>
        <h1>${story.title || 'Untitled story'}</h1>
        <div class="story-foot">
            <${Independent} of=${story.independent} reports=${story.reports.length} href=${href('story', story.id, 'reports')} />
            <${Correct}><${SameAs} story=${story.id} /><//>
        </div>
    </header>`
}

export default function Story({ id }) {
    const word = route.value.tab || 'brief'
    const at = tabs.findIndex(([w]) => w === word)
    const state = useGet(`stories/${encodeURIComponent(id || '')}`)
    const story = state.data
    useTabKeys(id, Math.max(0, at))
    useEffect(() => {
        if (!story) return
        document.title = `${story.title || 'Story'} · nutgraf`
        markSeen(story)
    }, [story])
    if (state.error && !story) return html`<${Failure} error=${state.error} />`
    if (!story) return html`<${Loading} lines=${8} />`
    const Tab = tabs[at]?.[2]
    return html`<article class="story">
        <${Head} story=${story} />
        <${Tabs} id=${id} word=${word} />
        ${Tab ? html`<${Tab} key=${word} story=${story} />` : html`<${Empty} title="A story has no such tab" />`}
    </article>`
}
