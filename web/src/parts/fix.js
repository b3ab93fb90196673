/* fix.js - the little forms that correct: beside what is to be corrected, shut
 * until somebody wants them. */
import { html, useState } from '../html.js'
import { lastFix, makeFix, undoFix, useFixing } from '../fixes.js'
import { href } from '../route.js'

/* What was done last, with the way back. */
export function FixNotice() {
    const last = lastFix.value
    if (!last) return null
    return html`<div class=${`fix-notice ${last.error ? 'is-error' : ''}`} role="status">
        <span>${last.text}</span>
        ${last.id && html`<button type="button" onClick=${() => undoFix(last.id)}>Undo</button> <a href=${href('fixes')}>all corrections</a>`}
        ${!last.busy && html`<button type="button" class="fix-shut" aria-label="Close" onClick=${() => (lastFix.value = null)}>✕</button>`}
    </div>`
}

/* A disclosure with choices: [[what it says, what it does]] or elements. */
export function Correct({ label = 'correct', children }) {
    if (!useFixing()) return null
    return html`<details class="correct"><summary>${label}</summary><div class="correct-choices">${children}</div></details>`
}

export function LeaveOut({ report }) {
    return html`<button type="button" onClick=${() => makeFix('ignore', [report], 'The report is left out.')}>Leave it out</button>`
}

export function OwnStory({ story, report }) {
    return html`<button type="button" onClick=${() => makeFix('split', [story, report], 'The report is a story of its own.')}>Not this story</button>`
}

export function OtherDay({ report }) {
    const submit = (e) => {
        e.preventDefault()
        const day = new FormData(e.currentTarget).get('day')
        if (day) makeFix('date', [report, day], `The report is of ${day}.`)
    }
    return html`<form onSubmit=${submit}><label>It is of <input type="date" name="day" required /></label> <button>Set</button></form>`
}

/* The id in a pasted address, or the id itself. */
const idIn = (text) => (/\/story\/(s[a-z2-7]{3,12})/.exec(text) || /^\s*(s[a-z2-7]{3,12})\s*$/.exec(text))?.[1]

export function SameAs({ story }) {
    const [wrong, set] = useState('')
    const submit = (e) => {
        e.preventDefault()
        const other = idIn(new FormData(e.currentTarget).get('other'))
        set(other ? '' : 'That is no address of a story.')
        if (other) makeFix('merge', [story, other], 'Both are one story.')
    }
    return html`<form onSubmit=${submit}>
        <label>It is the same story as <input name="other" required placeholder="address of the other" autocomplete="off" /></label> <button>Merge</button>
        ${wrong && html`<span class="job-error" role="alert">${wrong}</span>`}
    </form>`
}

/* A line of the brief that should not be told. */
export function WrongEvent({ event }) {
    if (!useFixing()) return null
    return html`<button type="button" class="why" onClick=${() => makeFix('ignore', [event], 'This event is not told any more.')}>wrong</button>`
}
