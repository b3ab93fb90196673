/* route.js - every view has an address of its own.
 *
 *     /                         stories
 *     /story/ID/TAB?place=...   {view: 'story', id, tab, params}
 *     /report/ID?at=120-164     a report with a span lit
 *     /search?q=...             {view: 'search', params: {q}}
 */
import { signal } from './html.js'

function read() {
    const [view = 'stories', id = null, tab = null] = location.pathname
        .split('/')
        .filter(Boolean)
        .map((part) => {
            try {
                return decodeURIComponent(part)
            } catch {
                return part
            }
        })
    return { view, id, tab, params: Object.fromEntries(new URLSearchParams(location.search)) }
}

export const route = signal(read())

export function href(view, id, tab, params = {}) {
    const path = [view === 'stories' && !id ? null : view, id, tab].filter(Boolean).map(encodeURIComponent).join('/')
    const asks = new URLSearchParams()
    for (const [name, value] of Object.entries(params))
        if (value !== undefined && value !== null && value !== '' && value !== false) asks.append(name, value)
    const tail = asks.toString()
    return `/${path}${tail ? `?${tail}` : ''}`
}

export function go(to, { replace = false } = {}) {
    if (replace) history.replaceState(null, '', to)
    else history.pushState(null, '', to)
    const before = route.value
    route.value = read()
    const moved = before.view !== route.value.view || before.id !== route.value.id
    if (!replace && moved) {
        scrollTo(0, 0)
        requestAnimationFrame(() => document.getElementById('main')?.focus({ preventScroll: true }))
    }
}

/* Changes some parameters of the present view; null takes one away. */
export function setParams(more, { replace = true } = {}) {
    const { view, id, tab, params } = route.value
    go(href(view, id, tab, { ...params, ...more }), { replace })
}

/* Links are plain links: opened here unless they are to leave the page. */
function onClick(e) {
    const link = e.target.closest?.('a[href]')
    if (!link || e.defaultPrevented || e.button || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return
    if (link.target || link.hasAttribute('download') || link.origin !== location.origin) return
    const away = /^\/(api|openapi\.json|metrics|healthz|readyz|licences\.json)(\/|$)/
    if (away.test(link.pathname) || (link.pathname === location.pathname && link.hash)) return
    e.preventDefault()
    go(link.pathname + link.search)
}

export function startRouting() {
    addEventListener('popstate', () => (route.value = read()))
    document.addEventListener('click', onClick)
}
