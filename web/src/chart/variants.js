/* variants.js - sayings that are told in several wordings, side by side.
 *
 *     "the berths are ready"                     Northwire, 13 May
 *     "the berths  have been  ready"             Coast Today, 13 May
 *
 * Two sayings are the same if their letters are (this is also how the program
 * counts who tells a thing). They are variants if one speaker is said to have
 * said both, and most of their words are the same. What is not the same is
 * shown, so that a reader can judge.
 */
import { momentOf } from './descent.js'

const BACK = 200 /* wordings of one speaker that a new one is held against */
const WORDS = 160 /* of a saying that are aligned */
const SMALL = new Set(
    (
        'a an and are as at be been but by for from had has ' +
        'have he her his in is it its of on or our she that the their them they ' +
        'this to was we were will with would you not'
    ).split(' ')
)

export function fold(text) {
    return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

/* Words and marks, each with whether there is a space before it. */
export function wordsOf(text) {
    const found = text.matchAll(/[\p{L}\p{N}]+(?:[.,:'’-][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/gu)
    return Array.from(found, (m) => ({ word: m[0], gap: m.index > 0 && /\s/.test(text[m.index - 1]) }))
}

function contentOf(text) {
    const set = new Set()
    for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) || [])
        if (!SMALL.has(word)) set.add(word.length > 5 ? word.slice(0, 5) : word)
    return set
}

/* The same words: shared ones of all, and none if they are too few to tell. */
export function likeness(a, b) {
    let both = 0
    for (const word of a) both += b.has(word) ? 1 : 0
    return both < 3 ? 0 : both / (a.size + b.size - both)
}

export function speakerKey(saying) {
    const s = saying.source
    if (s.entity) return s.entity
    const text = (s.text || '').toLowerCase().replace(/^(the|an?) /, '')
    return /^(he|she|they|it|we|i)?$/.test(text) ? null : text
}

/* reports: Map of id -> source of the brief; the first is the earliest known. */
function before(reports) {
    const time = (y) => (reports.has(y.report) && momentOf(reports.get(y.report))) || Infinity
    const order = (x, y) => (x === y ? 0 : x < y ? -1 : 1)
    return (a, b) => order(time(a), time(b)) || order(a.report, b.report) || a.content.start - b.content.start
}

/* Sayings by their exact words: [{key, text, sayings, words}]. */
function wordings(sayings) {
    const by = new Map()
    for (const saying of sayings) {
        const who = speakerKey(saying)
        const key = fold(saying.content.exact) + '\n' + (who === null ? saying.id : who)
        if (!by.has(key))
            by.set(key, { who, text: saying.content.exact, sayings: [], words: contentOf(saying.content.exact) })
        by.get(key).sayings.push(saying)
    }
    return [...by.values()]
}

/* Groups of wordings, each in order of time; groups by how many origins tell
 * it, then by time. */
export function groupSayings(sayings, reports) {
    const order = before(reports)
    const groups = []
    const speakers = new Map()
    for (const wording of wordings([...sayings].sort(order))) {
        let home = null,
            best = 0.5
        const own = wording.who === null ? [] : speakers.get(wording.who) || []
        for (const group of own.slice(-BACK))
            for (const other of group.wordings.slice(0, 4)) {
                const like = likeness(wording.words, other.words)
                if (like >= best) {
                    best = like
                    home = group
                }
            }
        if (!home) {
            home = { wordings: [] }
            groups.push(home)
            if (wording.who !== null) {
                if (!speakers.has(wording.who)) speakers.set(wording.who, [])
                speakers.get(wording.who).push(home)
            }
        }
        home.wordings.push(wording)
    }
    for (const group of groups) {
        const all = group.wordings.flatMap((w) => w.sayings).sort(order)
        group.first = all[0]
        group.count = all.length
        group.told = new Set(all.map((y) => y.report))
        group.reports = group.told.size
        group.origins = new Set(all.map((y) => y.origin)).size
        group.id = all[0].id
    }
    return groups.sort((a, b) => b.origins - a.origins || order(a.first, b.first))
}

const plain = ({ word }) =>
    word
        .toLowerCase()
        .replace(/[‘’]/g, "'")
        .replace(/[“”]/g, '"')

/* What of `b` is not in `a`: runs of words in order, by the longest common
 * subsequence. {kind: same, gone or new, text, gap: a space before it} */
export function alignWords(a, b) {
    const x = wordsOf(a).slice(0, WORDS)
    const y = wordsOf(b).slice(0, WORDS)
    const fx = x.map(plain)
    const fy = y.map(plain)
    const wide = y.length + 1
    const best = new Uint16Array((x.length + 1) * wide)
    for (let i = x.length - 1; i >= 0; i--)
        for (let k = y.length - 1; k >= 0; k--)
            best[i * wide + k] =
                fx[i] === fy[k]
                    ? best[(i + 1) * wide + k + 1] + 1
                    : Math.max(best[(i + 1) * wide + k], best[i * wide + k + 1])
    const runs = []
    const put = (kind, { word, gap }) => {
        const last = runs[runs.length - 1]
        if (last && last.kind === kind) last.text += (gap ? ' ' : '') + word
        else runs.push({ kind, text: word, gap })
    }
    let i = 0
    let k = 0
    while (i < x.length || k < y.length)
        if (i < x.length && k < y.length && fx[i] === fy[k]) {
            put('same', y[k])
            i++
            k++
        } else if (k >= y.length || (i < x.length && best[(i + 1) * wide + k] >= best[i * wide + k + 1])) put('gone', x[i++])
        else put('new', y[k++])
    return runs
}
