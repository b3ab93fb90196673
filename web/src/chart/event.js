/* event.js - an event in words, with its receipts: what the timeline, the
 * actors and the map show of a mark. */
import { html, useMemo, useState } from '../html.js'
import { useGet, usePages } from '../api.js'
import { href } from '../route.js'
import { count, plural, wholeOf } from '../text.js'
import { classText, deedWords } from './deed.js'
import { cut, useShown } from './frame.js'
import { Cite } from '../parts/cite.js'
import { WrongEvent } from '../parts/fix.js'
import { Independent, reportsHref } from '../parts/independent.js'
import { Status } from '../parts/status.js'
import { When } from '../parts/when.js'
import { Why } from '../parts/why.js'

export const EVENTS_MOST = 3000
const MENTIONS = 8

export const useEvents = (story) => usePages('events', { story: story.id }, EVENTS_MOST)

/* The story's reports without their text: {list, by: id -> source, number}. */
export function useSources(story) {
    const state = useGet(`brief/${story.id}`)
    return useMemo(() => {
        const list = state.data?.sources || []
        return {
            list,
            error: state.error,
            ready: !!state.data,
            by: new Map(list.map((s) => [s.report, s])),
            number: new Map(list.map((s, i) => [s.report, s.number || i + 1])),
            all: state.data?.cut?.sources || list.length,
        }
    }, [state.data, state.error])
}

/* The name a report goes by; its headline where it names no house, else its
 * file. */
export const sourceName = (s) => (!s ? '…' : s.outlet || s.agency || (s.title ? `“${cut(s.title.replace(/["“”]/g, ''), 40)}”` : (s.path || '').split('/').pop() || 'report without a name'))

const names = (parties) => parties.map((p) => p.text).join(', ')

/* "Ana Sol → Lima: arrived in Lima (consult: visit)" */
export function eventText(event) {
    const whom = names(event.recipients)
    const who = names(event.actors) || (whom ? 'somebody' : '')
    return `${[who, whom].filter(Boolean).join(' → ') || 'nobody named'}: ${deedWords(event)} (${classText(event)})`
}

/* For those who hear it: the same with its days and status. */
export function eventSays(event, when) {
    return `${event.status}: ${eventText(event)}${event.place ? `, ${event.place.name}` : ''}; ${when || 'undated'}; ${plural(event.independent, 'independent origin')}`
}

function Mention({ mention, event, sources }) {
    const source = sources.by.get(mention.cite.report)
    const says = mention.attributed_to.filter(Boolean)
    return html`<li>
        <${Cite} cite=${mention.cite}>“${mention.cite.exact}”<//>
        <p class="kicker">
            <b>${sourceName(source)}</b>
            ${source && html`<${When} start=${source.published_first} end=${source.published_last} />`}
            ${mention.as_stated && html`<span>“${mention.as_stated}”</span>`}
            ${says.length > 0 && html`<span>says ${says.join(' ← ')}</span>`}
            ${mention.status !== event.status && html`<${Status} status=${mention.status} />`}
        </p>
    </li>`
}

/* What reports said of it in turn, where that changed. */
function History({ event, sources }) {
    const steps = event.status_history || []
    if (new Set(steps.map((s) => s.status)).size < 2) return null
    return html`<p class="event-steps">
        ${steps.map(
            (s, i) => html`${i > 0 && html` <span aria-hidden="true">→</span> `}<${Status} status=${s.status} />${' '}
                <a class="soft" href=${href('report', s.report)}>${sourceName(sources.by.get(s.report))}</a>`
        )}
    </p>`
}

export function EventCard({ event, sources, level = 2 }) {
    const [all, set] = useState(false)
    const Title = `h${level}`
    const shown = all ? event.mentions : event.mentions.slice(0, MENTIONS)
    const whom = names(event.recipients)
    return html`<article class="event">
        <p class="event-top"><${Status} status=${event.status} /> <${When} start=${event.date_start} end=${event.date_end} basis=${event.date_basis} />${event.place && html` <span class="soft">${event.place.name}</span>`}</p>
        <${Title}>${names(event.actors) || html`<span class="soft">nobody is named</span>`}${whom && html` <span class="soft" aria-hidden="true">→</span> ${whom}`}<//>
        <p class="event-facts"><span class="tag" title="the class of the event, as PLOVER has it">${classText(event)}</span> <${Independent} of=${event.independent} reports=${wholeOf(event, 'reports')} href=${reportsHref(event.reports)} /> <${Why} id=${event.id} /> <${WrongEvent} event=${event.id} /></p>
        <${History} event=${event} sources=${sources} />
        <ul class="receipts">${shown.map((m) => html`<${Mention} key=${`${m.cite.report}${m.cite.start}`} mention=${m} event=${event} sources=${sources} />`)}</ul>
        ${shown.length < event.mentions.length && html`<button type="button" onClick=${() => set(true)}>All ${count(event.mentions.length)} receipts</button>`}
    </article>`
}

/* What a click on a mark brings: the events it stands for. */
export function EventCards({ events, sources, title, close }) {
    const [most, set] = useState(10)
    const box = useShown(events[0]?.id)
    return html`<section ref=${box} class="picked" aria-live="polite" aria-label=${title || 'The event that is picked'}>
        <div class="picked-bar">${title && html`<h2>${title}</h2>`}<button type="button" class="picked-close" aria-label="Close" onClick=${close}>✕</button></div>
        ${events.slice(0, most).map((e) => html`<${EventCard} key=${e.id} event=${e} sources=${sources} level=${title ? 3 : 2} />`)}
        ${events.length > most && html`<button type="button" onClick=${() => set(most + 10)}>Show more of ${plural(events.length, 'event')}</button>`}
    </section>`
}

/* The columns of a table of events. `pick`: href of an event. */
export function eventColumns(sources, pick) {
    const cites = (event) => event.mentions.slice(0, 3).map((m) => html`<${Cite} cite=${m.cite} n=${sources.number.get(m.cite.report) ?? '·'} />`)
    return [
        ['When', (e) => html`<${When} start=${e.date_start} end=${e.date_end} basis=${e.date_basis} />`],
        ['Status', (e) => html`<${Status} status=${e.status} />`],
        ['Who', (e) => names(e.actors) || html`<span class="soft">nobody named</span>`],
        ['Did', (e) => html`<a href=${pick(e)}>${deedWords(e, 60)}</a> <span class="soft deed-class">${classText(e)}</span>`],
        ['To whom', (e) => names(e.recipients)],
        ['Where', (e) => e.place?.name],
        ['Independent', (e) => html`<a href=${pick(e)} title=${plural(wholeOf(e, 'reports'), 'report')}>${e.independent}</a>`, 'num'],
        ['Receipts', (e) => html`<span class="cites">${cites(e)}${e.mentions.length > 3 && html`<a class="cites-more" href=${pick(e)}>+${e.mentions.length - 3}</a>`}</span>`],
    ]
}

/* What a view says if there were more than it asked for. */
export const truncatedText = (data) => (data.truncated ? `Only the first ${count(data.items.length)} events of this story were loaded; the export has all. ` : '')
