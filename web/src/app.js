/* app.js - the frame: the bar on top, the view, the report beside it, help. */
import { html, useEffect } from './html.js'
import { locked, reached } from './api.js'
import { go, href, route } from './route.js'
import { theme, toggleTheme } from './theme.js'
import { helping, useKeys } from './keys.js'
import { close, docked, lit, opened } from './receipt.js'
import { FixNotice } from './parts/fix.js'
import { Help } from './parts/help.js'
import { Lock } from './parts/lock.js'
import { Pane } from './parts/pane.js'
import { Empty } from './parts/states.js'
import { useCurrentInView } from './parts/current.js'
import { views } from './views.js'

const BAR = [
    ['stories', 'Stories'],
    ['search', 'Search'],
    ['watches', 'Watches'],
    ['sources', 'Sources'],
    ['import', 'Import'],
]

function SearchBox() {
    const submit = (e) => {
        e.preventDefault()
        const q = new FormData(e.currentTarget).get('q').trim()
        if (q) go(href('search', null, null, { q }))
    }
    return html`<form class="bar-search" role="search" onSubmit=${submit}>
        <input id="find" name="q" type="search" placeholder="Search" aria-label="Search the reports" autocomplete="off" />
        <kbd aria-hidden="true">/</kbd>
    </form>`
}

function Bar() {
    const here = route.value.view
    const at = (view) => (here === view || (view === 'stories' && here === 'story') ? 'page' : undefined)
    const dark = theme.value === 'dark'
    return html`<header class="bar">
        <a class="skip" href="#main">Skip to the content</a>
        <a class="brand" href="/" aria-label="nutgraf, stories"><img src="/icon.svg" alt="" width="22" height="22" /><span>nutgraf</span></a>
        ${here === 'search' ? html`<span class="bar-search"></span>` : html`<${SearchBox} />`}
        <nav class="bar-nav" aria-label="Views" ref=${useCurrentInView(here)}>
            ${BAR.filter(([view]) => views[view]).map(([view, name]) => html`<a href=${href(view)} aria-current=${at(view)}>${name}</a>`)}
            <a class="bar-about" href=${href('about')} aria-current=${at('about')}>About</a>
        </nav>
        <div class="bar-tools">
            <button type="button" aria-label=${dark ? 'Light colours' : 'Dark colours'} title=${dark ? 'Light colours' : 'Dark colours'} onClick=${toggleTheme}>${dark ? '☀' : '☾'}</button>
            <button type="button" class="bar-keys" aria-label="Keyboard" title="Keyboard (?)" onClick=${() => (helping.value = true)}>?</button>
        </div>
    </header>`
}

function useGlobalKeys() {
    const to = (view) => () => go(href(view))
    useKeys(
        {
            '/': [() => document.getElementById('find').focus(), 'search'],
            'g s': [to('stories'), 'stories'],
            'g f': [to('search'), 'find: search'],
            'g w': [to('watches'), 'watches'],
            'g o': [to('sources'), 'sources'],
            'g i': [to('import'), 'import'],
            'g a': [to('about'), 'about'],
            t: [toggleTheme, 'light or dark'],
            '?': [() => (helping.value = !helping.value), 'this list'],
        },
        'Everywhere'
    )
}

export function App() {
    const { view, id } = route.value
    useGlobalKeys()
    useEffect(() => {
        lit.value = null
        opened.value = false
    }, [view, id])
    const View = views[view]
    const paned = docked.value || (opened.value && lit.value)
    return html`<${Bar} />
        ${!reached.value && html`<p class="notice" role="status">The server cannot be reached; trying again.</p>`}
        <div class=${paned ? 'frame has-pane' : 'frame'}>
            <main id="main" tabindex="-1">
                ${locked.value
                    ? html`<${Lock} />`
                    : View
                      ? html`<${View} key=${`${view}/${id}`} id=${id} />`
                      : html`<${Empty} title="There is no such view"><a href="/">All stories</a><//>`}
            </main>
            ${paned && html`<${Pane} cited=${docked.value || []} />`}
        </div>
        ${opened.value && html`<div class="veil" onClick=${close}></div>`}
        <${FixNotice} />
        ${helping.value && html`<${Help} />`}`
}
