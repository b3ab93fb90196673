/* ranges.js - values of a number or a day on one axis, so that a reader sees at
 * a glance which contain each other and which do not.
 *
 *     nine                    o
 *     at least eleven              o----->
 *     9 to 12                 o-----o
 */
import { dayOf, scaleOf } from './days.js'

/* [{low, high}] of values that have numbers or days; null if they cannot be
 * compared: fewer than two have any. */
export function rangesOf(values) {
    const number = values.map((v) => ({ low: v.low ?? null, high: v.high ?? null }))
    const day = values.map((v) => ({ low: dayOf(v.date_start), high: dayOf(v.date_end) }))
    const known = (list) => list.filter((r) => r.low !== null || r.high !== null)
    if (known(number).length > 1) return { kind: 'number', ranges: number }
    if (known(day).length > 1) return { kind: 'day', ranges: day }
    return null
}

/* x0, x1 and what is open, in a width; rows without a value are null. */
export function layoutRanges(ranges, width, pad = 16) {
    const all = ranges.flatMap((r) => [r.low, r.high]).filter((x) => x !== null)
    let first = Math.min(...all)
    let last = Math.max(...all)
    if (first === last) {
        first -= 1
        last += 1
    }
    const at = scaleOf([first, last], [pad, width - 3 * pad])
    return ranges.map((r) => {
        if (r.low === null && r.high === null) return null
        return {
            x0: at(r.low ?? r.high) - (r.low === null ? pad : 0),
            x1: at(r.high ?? r.low) + (r.high === null ? 2 * pad : 0),
            open: { left: r.low === null, right: r.high === null },
        }
    })
}
