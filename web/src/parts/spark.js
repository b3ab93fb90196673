/* spark.js - reports a day as a row of small bars. */
import { html } from '../html.js'
import { dayNumber, dayText, isoDay } from '../text.js'

const BARS = 28

/* `days`: ISO days, one a report, in any order. */
export function Spark({ days, label }) {
    const numbers = days.filter(Boolean).map(dayNumber)
    if (numbers.length < 2) return null
    const first = numbers.reduce((a, b) => Math.min(a, b))
    const last = numbers.reduce((a, b) => Math.max(a, b))
    const step = Math.max(1, Math.ceil((last - first + 1) / BARS))
    const bars = Array.from({ length: Math.floor((last - first) / step) + 1 }, () => 0)
    for (const n of numbers) bars[Math.floor((n - first) / step)]++
    const most = Math.max(...bars)
    const width = bars.length * 5 - 1
    const says = `${label || 'reports a day'}, ${dayText(isoDay(first))} to ${dayText(isoDay(last))}: most ${most}`
    return html`<svg class="spark" role="img" aria-label=${says} viewBox="0 0 ${width} 18" width=${width} height="18">
        ${bars.map((n, i) => {
            const high = n ? Math.max(2, (16 * n) / most) : 1
            return html`<rect class=${n ? '' : 'none'} x=${i * 5} y=${18 - high} width="4" height=${high} rx="1" />`
        })}
    </svg>`
}
