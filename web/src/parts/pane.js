/* pane.js - the report that is cited, beside what cites it. On a wide screen
 * a column; on a narrow one a sheet that a click brings up. */
import { html } from '../html.js'
import { useGet } from '../api.js'
import { useKeys } from '../keys.js'
import { close, docked, lit, opened } from '../receipt.js'
import { href } from '../route.js'
import { Failure, Loading } from './states.js'
import { ReportHead, ReportText, useLitInView } from './report.js'

export function Pane({ cited = [] }) {
    const now = lit.value
    const state = useGet(now && `reports/${now.report}`)
    const ready = state.data?.id === now?.report
    const box = useLitInView(now, ready)
    useKeys({ Escape: [() => (opened.value ? close() : false), 'close the report'] })
    if (!now && !docked.value) return null
    const whole = now && href('report', now.report, null, { at: `${now.start}-${now.end}` })
    return html`<aside class=${`pane ${opened.value ? 'is-open' : ''}`} aria-label="The report that is cited">
        <div class="pane-bar">
            <span class="kicker">Receipt</span>
            ${whole && html`<a href=${whole}>whole report</a>`}
            <button type="button" class="pane-close" aria-label="Close the report" onClick=${close}>✕</button>
        </div>
        <div class="pane-body" ref=${box} tabindex="0" role="group" aria-label="Text of the report">
            ${!now && html`<p class="soft">Point at a receipt, or press <kbd>j</kbd>: its report appears here.</p>`}
            ${now && state.error && html`<${Failure} error=${state.error} />`}
            ${now && !ready && !state.error && html`<${Loading} lines=${8} />`}
            ${now &&
            ready &&
            html`<${ReportHead} report=${state.data} />
                <${ReportText} text=${state.data.text} title=${state.data.title} lit=${now} cited=${cited.filter((c) => c.report === now.report)} />`}
        </div>
    </aside>`
}
