/* seen.js - what this reader has looked at: of each story how many reports it
 * had then, and on which day that was. Kept by the browser alone. */
import { signal } from './html.js'
import { wholeOf } from './text.js'

const KEY = 'nutgraf.seen'
const MOST = 2000

function load() {
    try {
        return JSON.parse(localStorage.getItem(KEY)) || {}
    } catch {
        return {}
    }
}

const marks = signal(load())

const today = () => new Date().toISOString().slice(0, 10)

/* {n, day, last} or undefined; `last` is the newest day that the story had */
export const seenOf = (id) => marks.value[id]

export const newOf = (story) => {
    const mark = seenOf(story.id)
    return mark ? Math.max(0, wholeOf(story, 'reports') - mark.n) : 0
}

export function markSeen(story) {
    const { [story.id]: had, ...rest } = marks.peek()
    if (had && had.n === wholeOf(story, 'reports') && had.day === today()) return
    const kept = Object.entries(rest).slice(-MOST + 1)
    marks.value = { ...Object.fromEntries(kept), [story.id]: { n: wholeOf(story, 'reports'), day: today(), last: story.last } }
    try {
        localStorage.setItem(KEY, JSON.stringify(marks.value))
    } catch {
        /* no room, or not allowed: the marks live as long as the tab */
    }
}
