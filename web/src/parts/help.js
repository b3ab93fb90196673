/* help.js - the keys that work here. */
import { html, useEffect, useRef } from '../html.js'
import { helping, knownKeys } from '../keys.js'

export function Help() {
    const box = useRef(null)
    useEffect(() => box.current.showModal(), [])
    const end = () => (helping.value = false)
    const groups = knownKeys().filter((g) => g.keys.length && g.group)
    return html`<dialog class="help" ref=${box} onClose=${end} aria-labelledby="help-title" onClick=${(e) => e.target === box.current && end()}>
        <h2 id="help-title">Keyboard</h2>
        ${groups.map(
            ({ group, keys }) => html`<h3>${group}</h3>
                <dl>${keys.map(([key, what]) => html`<div><dt>${key.split(' ').map((k) => html`<kbd>${k}</kbd>`)}</dt><dd>${what}</dd></div>`)}</dl>`
        )}
        <form method="dialog"><button>Close</button></form>
    </dialog>`
}
