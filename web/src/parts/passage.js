/* passage.js - a sentence of a report with the words that a search found. */
import { html } from '../html.js'
import { charsOf } from '../text.js'
import { Cite } from './cite.js'

/* The cite's text with what was found in it marked. */
export function Passage({ cite, found = [] }) {
    const text = cite.exact || ''
    const inside = found.filter((f) => f.start >= cite.start && f.end <= cite.end)
    const at = charsOf(
        text,
        inside.flatMap((f) => [f.start - cite.start, f.end - cite.start])
    )
    const out = []
    let last = 0
    for (let i = 0; i < at.length; i += 2) {
        if (at[i] < last) continue
        out.push(text.slice(last, at[i]), html`<mark>${text.slice(at[i], at[i + 1])}</mark>`)
        last = at[i + 1]
    }
    out.push(text.slice(last))
    return html`<${Cite} cite=${cite}>${out}<//>`
}
