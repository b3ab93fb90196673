/* fixes.js - the corrections that were made by hand, the newest first, each
 * with the way back; and a form for those that have no place of their own. */
import { html, useEffect } from '../html.js'
import { useGet, usePages } from '../api.js'
import { makeFix, undoFix, useFixing } from '../fixes.js'
import { href } from '../route.js'
import { titleOf } from '../text.js'
import { Empty, Loaded } from '../parts/states.js'

const KINDS = {
    merge: 'two stories, or two entities, are one: two ids',
    split: 'reports are a story of their own: a story, then reports',
    alias: 'who is called so is this entity: an entity, then a name',
    date: 'a report is of this day: a report, then a day',
    ignore: 'a report, or an event, is not told: its id',
}

const VIEWS = { s: ['story', 'stories'], r: ['report', 'reports'] }

/* By its headline where it has one. */
function Thing({ text }) {
    const [view, list] = (/^[sr][a-z2-7]{12}$/.test(text) && VIEWS[text[0]]) || []
    const state = useGet(list && `${list}/${text}`)
    if (!view) return html`<code>${text}</code>`
    const name = state.data && (view === 'story' ? state.data.title : titleOf(state.data))
    return html`<a href=${href(view, text)} title=${text}>${name ? `“${name}”` : text}</a>`
}

function Row({ fix }) {
    const held = fix.state !== 'undone'
    const of = Array.isArray(fix.of) ? fix.of : String(fix.of || '').split(/\s+/)
    return html`<li class=${`fix-row ${held ? '' : 'is-undone'}`}>
        <p><b>${fix.fix}</b> ${of.map((text, i) => html`${i > 0 && ', '}<${Thing} text=${text} />`)} <span class="tag">${fix.state}</span></p>
        <p class="kicker"><span>${fix.by}</span>${fix.made && html`<span>${String(fix.made).replace('T', ' ').slice(0, 16)}</span>`}${fix.why && html`<q>${fix.why}</q>`}</p>
        ${held && html`<button type="button" onClick=${() => undoFix(fix.id)}>Take it back</button>`}
    </li>`
}

function Make() {
    if (!useFixing()) return null
    const submit = async (e) => {
        e.preventDefault()
        const form = new FormData(e.currentTarget)
        const words = form.get('of').trim()
        /* the last of an alias is a name, with its spaces */
        const of = form.get('fix') === 'alias' ? [words.split(/\s+/, 1)[0], words.replace(/^\S+\s*/, '')] : words.split(/[\s,]+/)
        if (await makeFix(form.get('fix'), of, 'Corrected.', form.get('why').trim())) e.target.reset()
    }
    return html`<form class="fix-form" onSubmit=${submit}>
        <label>What <select name="fix">${Object.entries(KINDS).map(([kind, what]) => html`<option value=${kind}>${kind}: ${what}</option>`)}</select></label>
        <label>Of <input name="of" required autocomplete="off" spellcheck=${false} placeholder="ids, a name, a day" /></label>
        <label>Why <input name="why" autocomplete="off" /></label>
        <button class="primary">Correct</button>
    </form>`
}

export default function Fixes() {
    useEffect(() => void (document.title = 'Corrections · nutgraf'), [])
    const state = usePages('fixes', {}, 500)
    return html`<div class="page-head"><h1>Corrections</h1><p class="soft">Laid over what was read: each can be taken back, and then everything is as it was.</p></div>
        <${Make} />
        <${Loaded} state=${state}>${({ items }) =>
            items.length
                ? html`<ol class="fixes">${[...items].reverse().map((fix) => html`<${Row} key=${fix.id} fix=${fix} />`)}</ol>`
                : html`<${Empty} title="No corrections">Reports, stories and lines of a brief have “correct” beside them.<//>`}<//>`
}
