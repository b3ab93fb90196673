/* more.js - a list that grows: the first page, then the next at a click, or
 * when its end comes into view. */
import { html, useEffect, useRef, useState } from '../html.js'
import { get, revision } from '../api.js'

/* {items, more(), truncated, loading, error}: begins anew with other params. */
export function useMore(path, params, size = 30) {
    const key = JSON.stringify([path, params])
    const [state, set] = useState({ key, items: [], loading: true })
    const now = revision.value
    const turn = useRef(0)
    const load = async (cursor, before) => {
        const mine = ++turn.current
        set((s) => ({ ...s, key, items: before, loading: true, error: null }))
        try {
            let page = await get(path, { ...params, limit: Math.min(1000, cursor ? size : Math.max(size, before.length)), cursor })
            let items = cursor ? [...before, ...page.items] : page.items
            const first = cursor ? null : page
            /* A page looks back so far and no further: an empty one is not the end. */
            while (mine === turn.current && page.truncated && items.length === (cursor ? before.length : 0)) {
                page = await get(path, { ...params, limit: size, cursor: page.next })
                items = [...items, ...page.items]
            }
            if (mine !== turn.current) return
            set((s) => ({ key, items, next: page.next, truncated: page.truncated, page, first: first || s.first, loading: false }))
        } catch (error) {
            if (mine === turn.current) set({ key, items: before, loading: false, error })
        }
    }
    useEffect(() => {
        load(undefined, state.key === key ? state.items : [])
        return () => turn.current++
    }, [key, now])
    const shown = state.key === key ? state : { items: [], loading: true }
    return { ...shown, more: () => !shown.loading && shown.truncated && load(shown.next, shown.items) }
}

const BY_ITSELF = 300

/* Asks for more when it is scrolled to; after some hundreds only when asked,
 * so that nobody walks 100,000 reports by leaning on a key. */
export function More({ list, what = 'more' }) {
    const mark = useRef(null)
    const now = useRef(list)
    now.current = list
    useEffect(() => {
        if (!mark.current || (list.items.length && list.items.length % BY_ITSELF === 0)) return
        const eye = new IntersectionObserver((seen) => seen.some((s) => s.isIntersecting) && now.current.more(), { rootMargin: '400px' })
        eye.observe(mark.current)
        return () => eye.disconnect()
    }, [list.truncated, list.items.length])
    if (!list.truncated) return null
    return html`<p class="more" ref=${mark}><button type="button" disabled=${list.loading} onClick=${list.more}>Show ${what}</button></p>`
}

/* True once the element has come near the screen. */
export function useNear() {
    const box = useRef(null)
    const [near, set] = useState(false)
    useEffect(() => {
        if (!box.current) return
        const eye = new IntersectionObserver((seen) => seen.some((s) => s.isIntersecting) && set(true), { rootMargin: '200px' })
        eye.observe(box.current)
        return () => eye.disconnect()
    }, [])
    return [box, near]
}
