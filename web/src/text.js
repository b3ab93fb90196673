/* text.js - bytes, days and counts as people read them. */

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/* Cites count bytes of UTF-8 and the page has UTF-16: [before, lit, after]. */
export function cutBytes(text, start, end) {
    const bytes = encoder.encode(text)
    return [bytes.subarray(0, start), bytes.subarray(start, end), bytes.subarray(end)].map((b) => decoder.decode(b))
}

/* Byte offsets to offsets into the string, for offsets in rising order. */
export function charsOf(text, offsets) {
    const out = []
    let bytes = 0
    let at = 0
    for (const want of offsets) {
        while (bytes < want && at < text.length) {
            const c = text.codePointAt(at)
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4
            at += c < 0x10000 ? 1 : 2
        }
        out.push(at)
    }
    return out
}

const DAY = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }
const formats = {
    day: new Intl.DateTimeFormat('en-GB', DAY),
    short: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }),
    month: new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }),
    long: new Intl.DateTimeFormat('en-GB', { ...DAY, weekday: 'long', month: 'long' }),
}

export const dayNumber = (iso) => Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / 86_400_000
export const isoDay = (n) => new Date(n * 86_400_000).toISOString().slice(0, 10)

/* A day far from our time is told as it is stored. */
export function dayText(iso, form = 'day') {
    if (!iso) return ''
    const t = Date.parse(`${iso.slice(0, 10)}T00:00:00Z`)
    return Number.isNaN(t) ? iso : formats[form].format(t)
}

const lastOfMonth = (iso) => new Date(Date.UTC(+iso.slice(0, 4), +iso.slice(5, 7), 0)).getUTCDate()

/* "24 Apr 2019", "24–26 Apr 2019", "April 2019", "2019", "by 25 Apr 2019" */
export function spanText(start, end) {
    if (!start && !end) return ''
    if (!start) return `by ${dayText(end)}`
    if (!end) return `from ${dayText(start)}`
    if (start.slice(0, 10) === end.slice(0, 10)) return dayText(start)
    const sameYear = start.slice(0, 4) === end.slice(0, 4)
    if (sameYear && start.slice(5) === '01-01' && end.slice(5) === '12-31') return start.slice(0, 4)
    const sameMonth = sameYear && start.slice(5, 7) === end.slice(5, 7)
    if (sameMonth && start.slice(8) === '01' && +end.slice(8) === lastOfMonth(start)) return dayText(start, 'month')
    if (sameMonth) return `${+start.slice(8)}–${dayText(end)}`
    return `${sameYear ? dayText(start, 'short') : dayText(start)} – ${dayText(end)}`
}

/* Questions that only quote: "When (“The number of …”)?" */
export function questionText(question) {
    const [, word, quote] = /^(.+?) \((“.+”)\)\?$/.exec(question.trim()) || []
    if (!word) return question.trim()
    return word === 'When' ? `Which day, in ${quote}?` : word === 'Where' ? `Which place, in ${quote}?` : word === 'What' ? `What about ${quote}?` : `${word}, in ${quote}?`
}

const numbers = new Intl.NumberFormat('en-GB')
export const count = (n) => numbers.format(n)
export const plural = (n, one, many = `${one}s`) => `${count(n)} ${n === 1 ? one : many}`
export const percent = (x) => `${Math.round(100 * x)}%`

/* The name that a report goes by. */
export const outletOf = (r) => r.outlet || r.agency || hostOf(r.url) || (r.path || '').split('/').pop() || 'report'

export function hostOf(url) {
    try {
        return new URL(url).host.replace(/^www\./, '')
    } catch {
        return ''
    }
}

export const titleOf = (r) => r.title || firstLine(r.text) || r.path || r.id
/* Without the place, day and agency that open it. */
const DATELINE = /^\p{Lu}[^\n]{1,70}?(\([^()\n]{2,40}\)\s*[-–—]+|\s[–—]|\s--?)\s+(?=["“\p{Lu}])/u
const firstLine = (text = '') => {
    const line = text.trimStart().split('\n', 1)[0].replace(DATELINE, '')
    return line.length > 110 ? `${line.slice(0, 108).replace(/\s\S*$/, '')} …` : line
}

/* A link that leads out: only to where a browser fetches pages from. */
export const safeUrl = (url) => (/^https?:\/\//i.test(url || '') ? url : null)

/* How long a list of a record is: of a long one only the first are there. */
export const wholeOf = (record, list) => record.cut?.[list] ?? record[list].length
