/* days.js - days as numbers, their place on an axis, and its ticks.
 *
 *     2019-04-24            18010        whole days since 1970
 *     2019-04-24T18:00Z     18010.75     with the hour, where one is known
 *
 * Axes of the page count in days: news has dates, and few of them hours. All
 * reckoning is in UTC, so that a day is the same day for every reader.
 */
import { dayText, isoDay } from '../text.js'

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
const MS = 86_400_000

/* "2019-04-24..." as days since 1970; null if there is none. */
export function dayOf(iso) {
    const m = /^(-?\d{4,6})-(\d\d)-(\d\d)/.exec(iso || '')
    return m ? Math.round(Date.UTC(+m[1], m[2] - 1, +m[3]) / MS) : null
}

/* The same with the hour, if the time is told with one. */
export function instantOf(iso) {
    const day = dayOf(iso)
    const m = /T(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d)?$/.exec(iso || '')
    if (day === null || !m) return day
    let minutes = +m[1] * 60 + +m[2]
    if (m[4] && m[4] !== 'Z') minutes -= (m[4][0] === '-' ? -1 : 1) * (+m[4].slice(1, 3) * 60 + +m[4].slice(4))
    return day + minutes / 1440
}

function parts(day) {
    const d = new Date(Math.floor(day) * MS)
    return [d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate()]
}

/* Days to pixels. */
export function scaleOf([first, last], [from, to]) {
    const per = (to - from) / (last - first || 1)
    const at = (day) => from + (day - first) * per
    at.day = (x) => first + (x - from) / per
    at.per = per
    return at
}

/* Beginnings of months, `step` of them apart. */
function monthTicks(first, last, step, most) {
    const list = []
    let [y, m] = parts(first)
    m -= m % Math.min(step, 12)
    y -= step > 12 ? y % (step / 12) : 0
    for (; list.length <= most; m += step) {
        const day = Math.round(Date.UTC(y, m, 1) / MS)
        if (day > last) break
        const [yy, mm] = parts(day)
        if (day >= first)
            list.push({
                day,
                text: step >= 12 ? `${yy}` : mm === 0 || !list.length ? `${MONTHS[mm]} ${yy}` : MONTHS[mm],
            })
    }
    return list
}

/* At most about `most` ticks; the first of a year says the year. */
export function ticksOf(first, last, most) {
    const span = last - first
    for (const step of [1, 2, 3, 4, 7, 14]) {
        if (span / step > most) continue
        const list = []
        let year = null
        let day = Math.ceil(first / step) * step
        if (step >= 7) /* Mondays */ day = Math.ceil((first + 3) / step) * step - 3
        for (; day <= last; day += step) {
            const [y] = parts(day)
            list.push({ day, text: dayText(isoDay(day), y === year ? 'short' : 'day') })
            year = y
        }
        return list
    }
    for (const step of [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200])
        if (span / 30.4 / step <= most) return monthTicks(first, last, step, most + 1)
    return []
}
