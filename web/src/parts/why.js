/* why.js - "why?": the rule, the words it went by and the confidence, as
 * `nutgraf explain` tells them. */
import { html, useState } from '../html.js'
import { useGet } from '../api.js'
import { Loaded } from './states.js'

function Told({ id }) {
    const state = useGet(`explain/${id}`)
    return html`<${Loaded} state=${state} lines=${3}>${(told) => html`<pre class="why-text">${told.text}</pre>`}<//>`
}

export function Why({ id }) {
    const [open, set] = useState(false)
    return html`<button type="button" class="why" aria-expanded=${open} onClick=${() => set(!open)}>why?</button>${open && html`<${Told} id=${id} />`}`
}
