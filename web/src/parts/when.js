/* when.js - a day or days: "24 Apr 2019", "about 24–26 Apr 2019". What a date
 * hangs on (`basis`) is told where it is not plain. */
import { html } from '../html.js'
import { spanText } from '../text.js'

export function When({ start, end, basis }) {
    if (!start && !end) return html`<span class="when when-none">undated</span>`
    const sure = start && end && start.slice(0, 10) === end.slice(0, 10)
    const title = [sure ? null : `between ${start || '…'} and ${end || '…'}`, basis && `date from: ${basis.replace(/_/g, ' ')}`]
    return html`<time
        class=${sure ? 'when' : 'when when-wide'}
        datetime=${sure ? start.slice(0, 10) : undefined}
        title=${title.filter(Boolean).join('; ') || undefined}
        >${spanText(start, end)}</time
    >`
}
