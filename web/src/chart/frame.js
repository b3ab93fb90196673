/* frame.js - what all drawings of the page share: their width, how the
 * keyboard walks their marks, and the table that says the same.
 *
 * A drawing is one stop of Tab. Inside it the arrows go to the next mark in
 * their direction, Home and End to the first and last one, Enter picks. */
import { html, useEffect, useLayoutEffect, useRef, useState } from '../html.js'
import { count, plural } from '../text.js'

/* [ref, width in pixels, 0 at first] of an element that is as wide as it may. */
export function useWidth() {
    const box = useRef(null)
    const [width, set] = useState(0)
    useLayoutEffect(() => {
        if (!box.current) return
        const measure = () => set(Math.floor(box.current?.clientWidth || 0))
        const eye = new ResizeObserver(measure)
        eye.observe(box.current)
        measure()
        return () => eye.disconnect()
    }, [])
    return [box, width]
}

/* Ref of what a pick brought: it comes into view if it lies below the screen. */
export function useShown(what) {
    const box = useRef(null)
    useEffect(() => {
        const top = box.current?.getBoundingClientRect().top
        const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
        if (top > innerHeight - 140) scrollBy({ top: top - innerHeight * 0.6, behavior: calm ? 'auto' : 'smooth' })
    }, [what])
    return box
}

const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }

const middle = (mark) => {
    const r = mark.getBoundingClientRect()
    return [r.x + r.width / 2, r.y + r.height / 2]
}

/* The nearest mark in a direction: what lies aside counts thrice. */
function nextMark(marks, from, [dx, dy]) {
    const [x, y] = middle(from)
    let best = null
    let least = Infinity
    for (const mark of marks) {
        if (mark === from) continue
        const [mx, my] = middle(mark)
        const along = (mx - x) * dx + (my - y) * dy
        const aside = Math.abs((mx - x) * dy) + Math.abs((my - y) * dx)
        if (along > 0.5 && along + 3 * aside < least) {
            least = along + 3 * aside
            best = mark
        }
    }
    return best
}

function onKey(e) {
    const mark = e.target.closest?.('[data-mark]')
    if (!mark || e.ctrlKey || e.metaKey || e.altKey) return
    const marks = [...e.currentTarget.querySelectorAll('[data-mark]')]
    let to = null
    if (e.key === 'Enter' || e.key === ' ') mark.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    else if (e.key === 'Home') to = marks[0]
    else if (e.key === 'End') to = marks[marks.length - 1]
    else if (WAYS[e.key]) to = nextMark(marks, mark, WAYS[e.key])
    else return
    e.preventDefault()
    e.stopPropagation()
    if (to) to.focus()
}

/* Props for the <svg>: one of its [data-mark] can be reached by Tab. */
export function useMarks(picked) {
    const svg = useRef(null)
    const keep = (mark) => {
        for (const m of svg.current?.querySelectorAll('[data-mark]') || [])
            if (m.getAttribute('tabindex') !== '-1') m.setAttribute('tabindex', '-1')
        mark?.setAttribute('tabindex', '0')
    }
    useEffect(() => {
        const marks = [...(svg.current?.querySelectorAll('[data-mark]') || [])]
        if (marks.includes(document.activeElement)) keep(document.activeElement)
        else keep(marks.find((m) => m.dataset.mark === picked) || marks[0])
    })
    return { ref: svg, onKeyDown: onKey, onFocusIn: (e) => keep(e.target.closest('[data-mark]')) }
}

/* A drawing with its name, what it leaves out, and the table of the same. */
export function Graphic({ name, left, box, twin, children }) {
    return html`<figure class="graphic" aria-label=${name}>
        <div class="graphic-box" ref=${box}>${children}</div>
        ${left && html`<p class="graphic-left soft">${left}</p>`} ${twin}
    </figure>`
}

const PAGE = 100

/* columns: [[name, cell(row), class]]. Rows come a hundred at a time. */
export function Twin({ name, columns, rows, keyOf, open, picked }) {
    const [shown, set] = useState(PAGE)
    return html`<details class="twin" open=${open}>
        <summary>${name} <span class="soft">(${plural(rows.length, 'row')})</span></summary>
        <${Rows} columns=${columns} rows=${rows.slice(0, shown)} keyOf=${keyOf} picked=${picked} />
        ${rows.length > shown &&
        html`<p class="more">
            <span class="soft">${count(shown)} of ${count(rows.length)}</span>${' '}
            <button type="button" onClick=${() => set(shown + PAGE)}>Show ${Math.min(PAGE, rows.length - shown)} more</button>
        </p>`}
    </details>`
}

export function Rows({ columns, rows, keyOf, picked }) {
    return html`<table class="rows">
        <thead>
            <tr>${columns.map(([name, , kind]) => html`<th scope="col" class=${kind}>${name}</th>`)}</tr>
        </thead>
        <tbody>
            ${rows.map(
                (row) => html`<tr key=${keyOf(row)} class=${picked && picked === keyOf(row) ? 'is-picked' : undefined}>
                    ${columns.map(([name, cell, kind]) => html`<td class=${kind} data-name=${name}>${cell(row)}</td>`)}
                </tr>`
            )}
        </tbody>
    </table>`
}

/* Words that can be switched on and off, as a row of buttons. */
export function Switches({ label, items, on, toggle }) {
    return html`<div class="switches" role="group" aria-label=${label}>
        ${items.map(
            ([word, inner]) => html`<button key=${word} type="button" aria-pressed=${on.has(word) ? 'true' : 'false'} onClick=${() => toggle(word)}>${inner}</button>`
        )}
    </div>`
}

export const cut = (text, letters) => (text && text.length > letters ? `${text.slice(0, letters - 1).trimEnd()}…` : text)
