/* api.js - the server's records.
 *
 *     get('stories/sayng', {})            one answer
 *     pages('events', {story}, 500)       up to so many records of a list
 *     useGet('brief/' + id)               the same inside a component
 *
 * An answer is kept with its ETag, so that asking again costs a 304. When the
 * server tells of a change, `revision` counts on, and components ask again.
 */
import { signal, useEffect, useState } from './html.js'

export const revision = signal(0)
/* Set when the server wants a token: the page then asks for it. */
export const locked = signal(false)
/* False while the server cannot be reached. */
export const reached = signal(true)

const KEPT = 300
const kept = new Map() /* address -> {etag, value} */
const asked = new Map() /* address -> promise */

const TOKEN = 'nutgraf.token'
export const token = {
    get: () => sessionStorage.getItem(TOKEN),
    set(text) {
        if (text) sessionStorage.setItem(TOKEN, text)
        else sessionStorage.removeItem(TOKEN)
        locked.value = false
        revision.value++
    },
}

function headers(more) {
    const shown = token.get()
    return shown ? { ...more, Authorization: `Bearer ${shown}` } : more
}

export function address(path, params = {}) {
    const asks = new URLSearchParams()
    for (const [name, value] of Object.entries(params))
        if (value !== undefined && value !== null && value !== '') asks.append(name, value)
    const tail = asks.toString()
    const head = path.startsWith('/') ? path : `/api/v1/${path}`
    return tail ? `${head}?${tail}` : head
}

/* What the server refused, in its words. */
async function failure(answer) {
    let told = {}
    try {
        told = await answer.json()
    } catch {
        /* no problem+json: the status must do */
    }
    if (answer.status === 401) locked.value = true
    const e = new Error(told.detail || answer.statusText || 'the server gave no answer')
    return Object.assign(e, {
        status: answer.status,
        title: told.title || `Error ${answer.status}`,
        detail: told.detail || '',
        hint: told.hint || '',
    })
}

async function send(url, how) {
    try {
        const answer = await fetch(url, how)
        reached.value = true
        return answer
    } catch (e) {
        if (e.name === 'AbortError') throw e
        reached.value = false
        throw Object.assign(new Error('the server cannot be reached'), {
            status: 0,
            title: 'No connection',
            detail: 'The server cannot be reached.',
            hint: 'Is nutgraf serve still running? The page goes on by itself once it is back.',
        })
    }
}

function keep(url, etag, value) {
    kept.delete(url)
    kept.set(url, { etag, value })
    if (kept.size > KEPT) kept.delete(kept.keys().next().value)
}

async function ask(url) {
    const had = kept.get(url)
    const answer = await send(url, { headers: headers(had ? { 'If-None-Match': had.etag } : {}) })
    if (answer.status === 304 && had) return had.value
    if (!answer.ok) throw await failure(answer)
    const value = await answer.json()
    const etag = answer.headers.get('ETag')
    if (etag) keep(url, etag, value)
    return value
}

/* A link cannot show a token: then the file is fetched and handed over. */
export async function save(e) {
    const link = e.currentTarget
    if (!token.get()) return
    e.preventDefault()
    const answer = await send(link.href, { headers: headers({}) })
    if (!answer.ok) throw await failure(answer)
    const url = URL.createObjectURL(await answer.blob())
    const hidden = Object.assign(document.createElement('a'), { href: url, download: link.download })
    hidden.click()
    setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/* Two components that want the same thing at once ask once. */
export function get(path, params) {
    const url = address(path, params)
    if (!asked.has(url)) asked.set(url, ask(url).finally(() => asked.delete(url)))
    return asked.get(url)
}

/* Records of a list, page by page, until there are `limit` or no more:
 * {items, truncated, revision}. */
export async function pages(path, params, limit = 1000) {
    const items = []
    let cursor, page
    do {
        const most = Math.min(1000, limit - items.length)
        page = await get(path, { ...params, limit: most, cursor })
        items.push(...page.items)
        cursor = page.next
    } while (page.truncated && items.length < limit)
    return { items, truncated: page.truncated, next: page.next, revision: page.revision }
}

export async function post(path, body, type, params) {
    const answer = await send(address(path, params), {
        method: 'POST',
        headers: headers({ 'Content-Type': type }),
        body,
    })
    if (!answer.ok) throw await failure(answer)
    return answer.json()
}

export async function remove(path) {
    const answer = await send(address(path), { method: 'DELETE', headers: headers({}) })
    if (!answer.ok) throw await failure(answer)
}

/* {data, error, loading} of what `load` promises; asked again when `keys` or
 * the store change. What was there stays in view meanwhile. */
export function useLoad(load, keys) {
    const [state, set] = useState({ loading: true })
    const now = revision.value
    const key = keys.join('\n')
    useEffect(() => {
        let gone = false
        set((s) => (s.key === key ? { ...s, loading: true } : { loading: true }))
        load().then(
            (data) => gone || set({ key, data, loading: false }),
            (error) => gone || set((s) => ({ key, data: s.key === key ? s.data : undefined, error, loading: false }))
        )
        return () => {
            gone = true
        }
    }, [key, now])
    return state
}

/* `path` null: nothing is asked. */
export function useGet(path, params) {
    return useLoad(() => (path ? get(path, params) : Promise.resolve(undefined)), [path && address(path, params)])
}

export function usePages(path, params, limit) {
    return useLoad(() => pages(path, params, limit), [address(path, params), limit])
}

/* ---- the stream of changes ---------------------------------------------- */

const wait = (ms) => new Promise((done) => setTimeout(done, ms))

/* One event: "id: 7\nevent: revision\ndata: {...}" */
function heard(block, tell) {
    const event = {}
    for (const line of block.split('\n')) {
        const at = line.indexOf(':')
        if (at > 0) event[line.slice(0, at)] = line.slice(at + 1).trim()
    }
    if (event.event) tell(event)
}

async function listenOnce(path, last, signal, tell) {
    const more = last ? { 'Last-Event-ID': last } : {}
    const answer = await send(address(path), { headers: headers(more), signal })
    if (!answer.ok) throw await failure(answer)
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
    for (let text = ''; ; ) {
        const { value, done } = await reader.read()
        if (done) return
        text += value
        for (let end; (end = text.indexOf('\n\n')) >= 0; text = text.slice(end + 2)) heard(text.slice(0, end), tell)
    }
}

const inView = () =>
    new Promise((done) => {
        const look = () => {
            if (document.visibilityState !== 'visible') return
            document.removeEventListener('visibilitychange', look)
            done()
        }
        document.addEventListener('visibilitychange', look)
        look()
    })

/* A browser opens few connections to one host, and every tab's stream takes
 * one: so a tab that is out of sight gives its own up, and asks what it missed
 * when it is looked at again. */
function untilHidden() {
    const end = new AbortController()
    const hide = () => document.visibilityState === 'hidden' && end.abort()
    const leave = () => end.abort()
    document.addEventListener('visibilitychange', hide, { signal: end.signal })
    addEventListener('pagehide', leave, { signal: end.signal })
    return end.signal
}

/* EventSource cannot show a token, so the stream is read by hand. The first
 * event tells where the store stands: what is in view is that, or will be. */
export async function listen() {
    for (let last = '', pause = 1000; ; ) {
        await inView()
        const hidden = untilHidden()
        try {
            await listenOnce('stream', last, hidden, (event) => {
                if (event.event === 'revision' && last && event.id !== last) revision.value++
                last = event.id || last
                pause = 1000
            })
        } catch {
            if (!hidden.aborted) pause = Math.min(pause * 2, 30_000)
        }
        await wait(pause)
    }
}
