/* states.js - what stands where there is nothing to show: yet, at all, or
 * because something failed. */
import { html } from '../html.js'

export function Empty({ title, children }) {
    return html`<div class="state">
        <p class="state-title">${title}</p>
        ${children && html`<p>${children}</p>`}
    </div>`
}

export function Failure({ error, retry }) {
    return html`<div class="state state-failure" role="alert">
        <p class="state-title">${error.title || 'Something went wrong'}</p>
        <p>${error.detail || error.message}</p>
        ${error.hint && html`<p class="state-hint">${error.hint}</p>`}
        ${retry && html`<button type="button" onClick=${retry}>Try again</button>`}
    </div>`
}

/* Bars in the place of text; they appear only if it takes a moment. */
export function Loading({ lines = 4 }) {
    const widths = Array.from({ length: lines }, (_, i) => 'abcd'[i % 4])
    return html`<div class="loading" role="status">
        <span class="hidden">Loading</span>${widths.map((w) => html`<i class="bar-${w}" aria-hidden="true"></i>`)}
    </div>`
}

/* The usual three: <${Loaded} state=${useGet(...)}>${(data) => html`...`}</> */
export function Loaded({ state, children, lines }) {
    if (state.error && !state.data) return html`<${Failure} error=${state.error} />`
    if (state.data === undefined) return html`<${Loading} lines=${lines} />`
    return children(state.data)
}
