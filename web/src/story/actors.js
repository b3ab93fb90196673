/* actors.js - who did what to whom: a net of those who are named. A thread
 * stands for events, and shows them when it is picked; so does a knot. */
import { html, useMemo } from '../html.js'
import { href, route, setParams } from '../route.js'
import { count, plural } from '../text.js'
import { triggerText } from '../chart/deed.js'
import { EventCards, truncatedText, useEvents, useSources } from '../chart/event.js'
import { Graphic, Twin, cut, useMarks, useWidth } from '../chart/frame.js'
import { alongThread, buildNet, layoutNet, quadOf, threadPath } from '../chart/net.js'
import { placeNames } from '../chart/places.js'
import { Cite } from '../parts/cite.js'
import { Empty, Loaded } from '../parts/states.js'

/* The classes of PLOVER, which the records count by. */
const QUADS = ['not classed', 'verbal cooperation', 'material cooperation', 'verbal conflict', 'material conflict']
const FEW = 6 /* named actors: with fewer, those without a name are shown too */

const keyOf = (t) => `${t.from}>${t.to}>${t.kind}`

/* "met (3), accused" */
function deedsText(events) {
    const counts = new Map()
    for (const e of events) counts.set(triggerText(e), (counts.get(triggerText(e)) || 0) + 1)
    return [...counts]
        .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
        .map(([deed, n]) => (n > 1 ? `${deed} (${n})` : deed))
        .join(', ')
}

function Thread({ thread, path, names, picked, pick, dim }) {
    const quad = quadOf(thread.events)
    const says = `${names.get(thread.from)} ${thread.kind === 'to' ? 'to' : 'and'} ${names.get(thread.to)}: ${deedsText(thread.events)}`
    return html`<g class=${`mark thread quad-${quad}${picked ? ' is-picked' : ''}${dim ? ' is-dim' : ''}`} data-mark=${keyOf(thread)} role="button" tabindex="-1" aria-label=${says} aria-pressed=${picked ? 'true' : 'false'} onClick=${() => pick(keyOf(thread))}>
        <title>${says}</title>
        <path class="thread-room" d=${path.d} />
        <path class="thread-line" d=${path.d} stroke-width=${1.2 + Math.min(3.3, thread.events.length * 0.6)} />
        ${path.head && html`<path class="thread-head" d=${path.head} />`}
    </g>`
}

function Knot({ knot, picked, pick, dim }) {
    const says = `${knot.name}: ${plural(knot.events.length, 'event')}`
    return html`<g class=${`mark knot${picked ? ' is-picked' : ''}${dim ? ' is-dim' : ''}`} data-mark=${knot.key} role="button" tabindex="-1" aria-label=${says} aria-pressed=${picked ? 'true' : 'false'} onClick=${() => pick(knot.key)}>
        <title>${says}</title>
        <circle class="mark-room" cx=${knot.x} cy=${knot.y} r=${knot.r + 4} />
        <circle class=${`knot-disc${knot.entity ? '' : ' is-loose'}`} cx=${knot.x} cy=${knot.y} r=${knot.r} />
    </g>`
}

function Drawing({ net, knots, width, height, picked, pick, title }) {
    const marks = useMarks(picked)
    const at = new Map(knots.map((k) => [k.key, k]))
    const names = new Map(knots.map((k) => [k.key, k.name]))
    const directed = new Set(net.threads.filter((t) => t.kind === 'to').map((t) => `${t.from}>${t.to}`))
    const bent = (t) => directed.has(`${t.to}>${t.from}`) || t.kind === 'with'
    /* what has nothing to do with what is picked steps back */
    const touches = (t) => !picked || keyOf(t) === picked || t.from === picked || t.to === picked
    const near = new Set(net.threads.filter(touches).flatMap((t) => [t.from, t.to]))
    const paths = net.threads.map((t) => threadPath(at.get(t.from), at.get(t.to), bent(t), t.kind === 'to'))
    const letters = width < 640 ? 16 : 26
    const labels = useMemo(() => placeNames(knots.map((k) => ({ ...k, name: cut(k.name, letters) })), width, height, paths.flatMap(alongThread)), [knots, width, height])
    return html`<svg ...${marks} class="chart net" role="group" aria-label=${title} width=${width} height=${height} viewBox="0 0 ${width} ${height}">
        ${net.threads.map((t, i) => html`<${Thread} key=${keyOf(t)} thread=${t} path=${paths[i]} names=${names} picked=${picked === keyOf(t)} pick=${pick} dim=${!touches(t)} />`)}
        ${knots.map((k) => html`<${Knot} key=${k.key} knot=${k} picked=${picked === k.key} pick=${pick} dim=${picked && !near.has(k.key) && k.key !== picked} />`)}
        ${labels.map((n) => html`<text key=${n.key} class=${`knot-name${picked && !near.has(n.key) && n.key !== picked ? ' is-dim' : ''}`} x=${n.x} y=${n.y} text-anchor=${n.anchor}>${n.name}</text>`)}
    </svg>`
}

function Legend({ net }) {
    const there = new Set(net.threads.map((t) => quadOf(t.events)))
    const line = (q) => html`<svg width="34" height="12" viewBox="0 0 34 12" aria-hidden="true"><g class=${`thread quad-${q}`}><path class="thread-line" d="M1 6H33" stroke-width="2.5" /></g></svg>`
    return html`<ul class="legend">${[...there].sort().map((q) => html`<li key=${q}>${line(q)} ${QUADS[q]}</li>`)}</ul>`
}

function leftText(net, data) {
    const parts = []
    if (net.left_out) parts.push(`${count(net.knots.length)} of ${count(net.knots.length + net.left_out)} actors are drawn, those who do most.`)
    if (net.alone) parts.push(`${plural(net.alone, 'actor')} with nobody named on the other side ${net.alone === 1 ? 'is' : 'are'} in the table alone.`)
    if (net.unnamed) parts.push(`${plural(net.unnamed, 'party', 'parties')} without a name (“the crowd”) ${net.unnamed === 1 ? 'is' : 'are'} left out.`)
    return truncatedText(data) + parts.join(' ')
}

function threadColumns(names, sources, pickHref) {
    const cites = (t) => t.events.slice(0, 4).map((e) => html`<${Cite} cite=${e.mentions[0].cite} n=${sources.number.get(e.mentions[0].cite.report) ?? '·'} />`)
    return [
        ['Who', (t) => names.get(t.from)],
        ['Did', (t) => html`<a href=${pickHref(keyOf(t))}>${deedsText(t.events)}</a>`],
        ['To whom', (t) => (t.kind === 'with' ? `with ${names.get(t.to)}` : names.get(t.to))],
        ['Events', (t) => html`<a href=${pickHref(keyOf(t))}>${t.events.length}</a>`, 'num'],
        ['Independent, at most', (t) => html`<a href=${pickHref(keyOf(t))}>${Math.max(...t.events.map((e) => e.independent))}</a>`, 'num'],
        ['Receipts', (t) => html`<span class="cites">${cites(t)}${t.events.length > 4 && html`<a class="cites-more" href=${pickHref(keyOf(t))}>+${t.events.length - 4}</a>`}</span>`],
    ]
}

const actorSearch = (name) => href('search', null, null, { q: `actor:"${name.replace(/"/g, '')}"` })

function knotColumns(pickHref) {
    return [
        ['Actor', (k) => html`<a href=${pickHref(k.key)}>${k.name}</a>`],
        ['Country or group', (k) => [k.code, k.sector].filter(Boolean).join(' ')],
        ['Events', (k) => html`<a href=${pickHref(k.key)}>${k.events.length}</a>`, 'num'],
        ['Elsewhere', (k) => html`<a href=${actorSearch(k.name)}>search</a>`],
    ]
}

/* A thread or a knot by its key. */
function pickedThing(net, key) {
    const thread = net.all_threads.find((t) => keyOf(t) === key)
    const all = [...net.knots, ...net.others, ...net.lone]
    const knot = all.find((k) => k.key === key)
    if (!thread) return knot && { events: knot.events, title: knot.name }
    const name = (k) => all.find((n) => n.key === k).name
    return { events: thread.events, title: `${name(thread.from)} ${thread.kind === 'to' ? '→' : 'and'} ${name(thread.to)}` }
}

function Body({ story, data }) {
    const sources = useSources(story)
    const { all: asked, k: picked } = route.value.params
    const [box, width] = useWidth()
    const few = useMemo(() => buildNet(data.items).knots.length < FEW, [data])
    const all = asked ? asked === '1' : few
    const net = useMemo(() => buildNet(data.items, { all, most: width && width < 640 ? 18 : 36 }), [data, all, width < 640])
    const height = Math.round(Math.max(220, Math.min(width * (width < 640 ? 1.6 : 0.5), 150 + net.knots.length * 34)))
    const knots = useMemo(() => (width && net.knots.length ? layoutNet(net, width, height) : []), [net, width, height])
    const names = new Map([...net.knots, ...net.others].map((x) => [x.key, x.name]))
    const thing = picked && pickedThing(net, picked)
    const pick = (key) => setParams({ k: key === picked ? null : key })
    const pickHref = (key) => href('story', story.id, 'actors', { ...route.value.params, k: key })
    const title = `Net of ${plural(net.knots.length, 'actor')} and ${plural(net.threads.length, 'thread')}: arrows walk, Enter shows the events`
    const twins = html`${net.threads.length > 0 && html`<${Twin} name="The threads as a table" columns=${threadColumns(names, sources, pickHref)} rows=${[...net.all_threads].sort((a, b) => b.events.length - a.events.length)} keyOf=${keyOf} picked=${picked} />`}
        <${Twin} name="All actors" columns=${knotColumns(pickHref)} rows=${[...net.knots, ...net.others, ...net.lone]} keyOf=${(x) => x.key} picked=${picked} open=${!net.threads.length} />`
    return html`<div class="actors">
        <div class="view-bar"><${Legend} net=${net} /><div class="filters"><label class="check"><input type="checkbox" checked=${all} onChange=${(e) => setParams({ all: e.currentTarget.checked === few ? null : e.currentTarget.checked ? '1' : '0', k: null })} /> those without a name too</label></div></div>
        <${Graphic} name="Actors" box=${box} left=${leftText(net, data)} twin=${html`${thing && html`<${EventCards} key=${picked} events=${thing.events} title=${thing.title} sources=${sources} close=${() => setParams({ k: null })} />`}${twins}`}>
            ${knots.length > 0 && html`<${Drawing} net=${net} knots=${knots} width=${width} height=${height} picked=${thing ? picked : null} pick=${pick} title=${title} />`}
            ${width > 0 && !knots.length && html`<${Empty} title="No net">Nobody who is named did something to somebody else who is.<//>`}
        <//>
    </div>`
}

export default function Actors({ story }) {
    const state = useEvents(story)
    return html`<${Loaded} state=${state} lines=${8}>
        ${(data) => (data.items.length ? html`<${Body} story=${story} data=${data} />` : html`<${Empty} title="No actors">The reports of this story tell of nobody who did something.<//>`)}
    <//>`
}
