/* cite.js - a receipt: the place in a report that carries what is said.
 *
 *     <Cite cite=${cite} n=${3}/>             a small number, as in a footnote
 *     <Cite cite=${cite}>six people</Cite>    words as the link
 *
 * It is a link to the report with the span lit, and beside most views the
 * report comes up at once: on the pointer, on the focus, on a click. */
import { html } from '../html.js'
import { href } from '../route.js'
import { lit, peek, pin } from '../receipt.js'

export const citeHref = (c) => href('report', c.report, null, { at: `${c.start}-${c.end}` })

const same = (a, b) => a && a.report === b.report && a.start === b.start && a.end === b.end

export function Cite({ cite, n, label, class: more, children }) {
    const open = (e) => {
        if (e.button || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return
        e.preventDefault()
        pin(cite)
    }
    const names = ['cite', n !== undefined && 'cite-n', same(lit.value, cite) && 'is-lit', more].filter(Boolean)
    const says = label || (n === undefined ? undefined : `Source ${n}: ${cite.exact || 'report'}`)
    return html`<a
        class=${names.join(' ')}
        href=${citeHref(cite)}
        title=${children ? cite.exact : undefined}
        aria-label=${says}
        onClick=${open}
        onMouseEnter=${() => peek(cite)}
        onFocus=${() => peek(cite)}
        >${children ?? n}</a
    >`
}

/* All receipts of a thing as numbers: the first few, then "+4". */
export function Cites({ cites, from = 1, most = 6 }) {
    if (!cites?.length) return null
    const shown = cites.slice(0, most)
    const left = cites.length - shown.length
    return html`<span class="cites"
        >${shown.map((c, i) => html`<${Cite} key=${`${c.report}${c.start}`} cite=${c} n=${from + i} />`)}${left > 0 &&
        html`<span class="cites-more">+${left}</span>`}</span
    >`
}
