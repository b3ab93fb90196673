/* timeline.js - the events of a story over time, a lane an actor. The layout is
 * made in chart/lanes.js; a click on a mark, or Enter, shows its receipts. */
import { html, useMemo } from '../html.js'
import { href, route, setParams } from '../route.js'
import { count, isoDay, plural, spanText } from '../text.js'
import { EventCards, eventColumns, eventSays, truncatedText, useEvents, useSources } from '../chart/event.js'
import { Graphic, Switches, Twin, cut, useMarks, useWidth } from '../chart/frame.js'
import { dayOf } from '../chart/days.js'
import { RADIUS as R, allDays, coreDays, layoutLanes, spanOf } from '../chart/lanes.js'
import { Empty, Loaded } from '../parts/states.js'
import { Status } from '../parts/status.js'

const ORDER = ['happened', 'ongoing', 'planned', 'alleged', 'hypothetical', 'denied']

/* A disc, a bar, or a bar that runs out to a point where its date is open. */
function shape(m) {
    const { x0, x1, y, open } = m
    if (m.side || (x1 - x0 < 1 && !open.left && !open.right)) return `M${x0 - R} ${y}a${R} ${R} 0 1 1 ${2 * R} 0a${R} ${R} 0 1 1 ${-2 * R} 0`
    const begin = open.left ? `M${x0} ${y}L${x0 + 2 * R} ${y - R}` : `M${x0} ${y + R}a${R} ${R} 0 1 1 0 ${-2 * R}`
    const end = open.right ? `L${x1 - 2 * R} ${y - R}L${x1} ${y}L${x1 - 2 * R} ${y + R}` : `L${x1} ${y - R}a${R} ${R} 0 1 1 0 ${2 * R}`
    return `${begin}${end}${open.left ? `L${x0 + 2 * R} ${y + R}` : ''}z`
}

function Mark({ mark, picked, pick }) {
    const { event } = mark
    const says = eventSays(event, spanText(event.date_start, event.date_end))
    const said = mark.side || !mark.label ? 0 : 4 + mark.label.length * 6.4
    return html`<g class=${`mark st-${event.status}${picked ? ' is-picked' : ''}`} data-mark=${event.id} role="button" tabindex="-1" aria-label=${said ? `${mark.label}; ${says}` : says} aria-pressed=${picked ? 'true' : 'false'} onClick=${() => pick(event)}>
        <title>${says}</title>
        <rect class="mark-room" x=${mark.x0 - R - 3 - (mark.flip ? said : 0)} y=${mark.y - 11} width=${mark.x1 - mark.x0 + 2 * R + 6 + said} height="22" rx="5" />
        <path class="mark-shape" d=${shape(mark)} />
        ${event.status === 'denied' && html`<path class="mark-strike" d=${`M${mark.x0 - R - 4} ${mark.y}H${mark.x1 + R + 4}`} />`}
        ${said > 0 && html`<text class="mark-label" x=${mark.flip ? mark.x0 - R - 6 : mark.x1 + R + 6} y=${mark.y + 4} text-anchor=${mark.flip ? 'end' : 'start'}>${mark.label}</text>`}
    </g>`
}

function Sides({ layout, width, name }) {
    const { frame, sides, top } = layout
    const high = layout.height - top
    return html`${sides.before && html`<g class="side"><rect x=${name + 2} y=${top - 4} width=${frame.left - name - 8} height=${high} rx="4" /><text x=${name + 2} y=${top - 20}>earlier</text></g>`}
    ${sides.after && html`<g class="side"><rect x=${frame.right + 6} y=${top - 4} width=${width - frame.right - 8} height=${high} rx="4" /><text x=${width - 2} y=${top - 20} text-anchor="end">later</text></g>`}`
}

function Drawing({ layout, width, name, picked, pick, title }) {
    const marks = useMarks(picked)
    return html`<svg ...${marks} class="chart lanes" role="group" aria-label=${title} width=${width} height=${layout.height} viewBox="0 0 ${width} ${layout.height}">
        ${layout.lanes.map((lane, i) => i % 2 === 0 && html`<rect key=${lane.key} class="lane-band" x="0" y=${lane.y} width=${width} height=${lane.height} rx="4" />`)}
        <${Sides} layout=${layout} width=${width} name=${name} />
        ${layout.ticks.map((t) => html`<g key=${t.day} class="tick"><path d=${`M${t.x} ${layout.top - 6}V${layout.height - 4}`} /><text x=${t.x + 3} y=${layout.top - 12}>${t.text}</text></g>`)}
        ${layout.lanes.map(
            (lane) => html`<g key=${lane.key} class="lane">
                <text class="lane-name" x="6" y=${lane.y + (name ? lane.height / 2 + 4 : 15)}><title>${lane.name}</title>${cut(lane.name, name ? 24 : 46)}</text>
            </g>`
        )}
        ${layout.marks.map((m) => html`<${Mark} key=${m.event.id} mark=${m} picked=${m.event.id === picked} pick=${pick} />`)}
    </svg>`
}

function useDays(events, story) {
    const { from, to } = route.value.params
    return useMemo(() => {
        const core = coreDays(events, story)
        let days = [dayOf(from) ?? core[0], dayOf(to) ?? core[1]]
        if (days[0] > days[1]) days = [days[1], days[0]]
        return { core, all: allDays(events), days }
    }, [events, story, from, to])
}

function Range({ days, core, all }) {
    const set = (from, to) => setParams({ from: from === null ? null : isoDay(from), to: to === null ? null : isoDay(to) })
    const is = (a) => a[0] === days[0] && a[1] === days[1]
    const wider = all[0] < core[0] || all[1] > core[1]
    return html`<div class="filters">
        <label>From <input type="date" value=${isoDay(days[0])} onChange=${(e) => setParams({ from: e.currentTarget.value })} /></label>
        <label>to <input type="date" value=${isoDay(days[1])} onChange=${(e) => setParams({ to: e.currentTarget.value })} /></label>
        ${!is(core) && html`<button type="button" onClick=${() => set(null, null)}>days of the story</button>`}
        ${wider && !is(all) && html`<button type="button" onClick=${() => set(...all)}>all dates</button>`}
    </div>`
}

function leftText(layout, dated, data) {
    const { left_out: left, undated } = layout
    const parts = layout.labels ? [] : ['Pick a mark to see what it stands for.']
    if (left) parts.push(`${count(dated - left)} of ${count(dated)} dated events are drawn, those that most origins tell first; the table has the other ${left === 1 ? 'one' : count(left)}.`)
    if (undated.length) parts.push(`${plural(undated.length, 'event has', 'events have')} no date: ${undated.length === 1 ? 'it is' : 'they are'} in the table alone.`)
    return truncatedText(data) + parts.join(' ')
}

const byDay = (a, b) => {
    const [s, t] = spanOf(a)
    const [u, v] = spanOf(b)
    const order = (x, y) => (x === y ? 0 : x < y ? -1 : 1)
    return order(t ?? s ?? 1e9, v ?? u ?? 1e9) || order(s ?? -1e9, u ?? -1e9) || order(a.id, b.id)
}

function useStatuses(all) {
    const chosen = route.value.params.status
    return useMemo(() => {
        const counts = new Map()
        for (const e of all) counts.set(e.status, (counts.get(e.status) || 0) + 1)
        const there = ORDER.filter((s) => counts.has(s))
        const on = new Set(chosen ? chosen.split(',') : there)
        return { on, there, items: there.map((s) => [s, html`<${Status} status=${s} /> ${count(counts.get(s))}`]) }
    }, [all, chosen])
}

function Body({ story, data }) {
    const sources = useSources(story)
    const statuses = useStatuses(data.items)
    const events = useMemo(() => data.items.filter((e) => statuses.on.has(e.status)), [data, statuses])
    const { core, all, days } = useDays(data.items, story)
    const [box, width] = useWidth()
    const name = width >= 640 ? 184 : 0
    const layout = useMemo(() => width && layoutLanes(events, { width, name, days, lanes: name ? 14 : 10 }), [events, width, ...days])
    const rows = useMemo(() => [...events].sort(byDay), [events])
    const picked = route.value.params.e
    const event = data.items.find((e) => e.id === picked)
    const toggle = (word) => {
        const next = statuses.there.filter((s) => statuses.on.has(s) !== (s === word))
        setParams({ status: next.length && next.length < statuses.there.length ? next.join(',') : null })
    }
    const title = `Timeline of ${plural(events.length, 'event')} by actor: arrows walk, Enter shows the receipts`
    const pickHref = (e) => href('story', story.id, 'timeline', { ...route.value.params, e: e.id })
    const card = event && html`<${EventCards} key=${picked} events=${[event]} sources=${sources} close=${() => setParams({ e: null })} />`
    const twin = html`<${Twin} name="The same as a table" columns=${eventColumns(sources, pickHref)} rows=${rows} keyOf=${(e) => e.id} picked=${picked} />`
    return html`<div class="timeline">
        <div class="view-bar"><${Switches} label="Events by status" items=${statuses.items} on=${statuses.on} toggle=${toggle} /><${Range} days=${days} core=${core} all=${all} /></div>
        <${Graphic} name="Timeline" box=${box} left=${layout && leftText(layout, events.length - layout.undated.length, data)} twin=${html`${card}${twin}`}>
            ${layout && html`<${Drawing} layout=${layout} width=${width} name=${name} picked=${picked} title=${title} pick=${(e) => setParams({ e: e.id === picked ? null : e.id })} />`}
        <//>
    </div>`
}

export default function Timeline({ story }) {
    const state = useEvents(story)
    return html`<${Loaded} state=${state} lines=${8}>
        ${(data) => (data.items.length ? html`<${Body} story=${story} data=${data} />` : html`<${Empty} title="No events">The reports of this story tell of nobody who did something.<//>`)}
    <//>`
}
