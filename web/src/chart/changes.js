/* changes.js - what changed from one report to another: facts first, each with
 * its place in both; wording is asked for. */
import { html, useMemo } from '../html.js'
import { useGet } from '../api.js'
import { href, route, setParams } from '../route.js'
import { plural } from '../text.js'
import { sourceName } from './event.js'
import { useShown } from './frame.js'
import { alignWords } from './variants.js'
import { Cite } from '../parts/cite.js'
import { Loaded } from '../parts/states.js'
import { When } from '../parts/when.js'

const CLASSES = {
    value_changed: 'another',
    fact_added: 'new',
    fact_removed: 'left out',
    source_dropped: 'source left out',
    attribution_changed: 'another source',
    hedge_changed: 'more or less sure',
    wording: 'wording',
    correction: 'correction',
    status_changed: 'planned or done',
    quote_changed: 'quotation changed',
    headline_changed: 'headline',
    spelling: 'name spelled anew',
    moved: 'moved',
}
export const SLOTS = { when: 'day', where: 'place', who: 'person', how_many: 'number', said: 'statement', did: 'deed' }

const SLOTTED = new Set(['value_changed', 'fact_added', 'fact_removed'])

const classText = (c) => [CLASSES[c.class] || c.class, SLOTTED.has(c.class) && SLOTS[c.slot]].filter(Boolean).join(' ')

/* A sentence against another: what only it has is marked. */
export function Aligned({ runs, side }) {
    return runs
        .filter((r) => r.kind === 'same' || r.kind === side)
        .map((r, i) => {
            const gap = i && r.gap ? ' ' : ''
            const inner = r.kind === 'same' ? r.text : side === 'gone' ? html`<del>${r.text}</del>` : html`<ins>${r.text}</ins>`
            return html`${gap}${inner}`
        })
}

function Change({ change }) {
    const runs = useMemo(() => change.before && change.after && alignWords(change.before, change.after), [change])
    const side = (cite, text, kind) =>
        cite
            ? html`<${Cite} cite=${cite}>${runs ? html`<${Aligned} runs=${runs} side=${kind} />` : kind === 'gone' ? html`<del class="whole">${text}</del>` : html`<ins>${text}</ins>`}<//>`
            : html`<span class="soft">not in it</span>`
    return html`<li class="change">
        <p class="change-class"><span class="tag">${classText(change)}</span></p>
        <p class="change-before" data-name="before">${side(change.cite_before, change.before, 'gone')}</p>
        <p class="change-after" data-name="after">${side(change.cite_after, change.after, 'new')}</p>
    </li>`
}

function Head({ id, sources }) {
    const s = sources.by.get(id)
    return html`<p class="change-head"><b><a href=${href('report', id)}>${sources.number.get(id)}. ${sourceName(s)}</a></b> <${When} start=${s?.published_first} end=${s?.published_last} /></p>`
}

export function Changes({ from, to, sources, close }) {
    const wording = route.value.params.w === '1'
    const state = useGet('diff', { from, to, facts: wording ? 0 : 1 })
    const box = useShown(from + to)
    return html`<section ref=${box} class="picked changes" aria-live="polite" aria-label="What changed">
        <div class="picked-bar"><h2>What changed</h2><button type="button" class="picked-close" aria-label="Close" onClick=${close}>✕</button></div>
        <div class="change change-top"><p class="change-class"></p><${Head} id=${from} sources=${sources} /><${Head} id=${to} sources=${sources} /></div>
        <${Loaded} state=${state}>
            ${(data) => html`${data.items.length === 0 && html`<p class="soft">${wording ? 'Nothing: the texts say the same in the same words.' : 'No fact: no day, number, place, name or source is another one.'}</p>`}
                <ol>${data.items.map((c) => html`<${Change} key=${c.id} change=${c} />`)}</ol>
                <p class="change-foot">
                    ${wording ? html`<span class="soft">${plural(data.items.length, 'change')}, facts before wording</span>` : html`<button type="button" onClick=${() => setParams({ w: 1 })}>Show changes of wording too</button>`}
                </p>`}
        <//>
    </section>`
}
