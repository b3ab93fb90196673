/* map.js - the events of a story where they are told to have been. Shapes of
 * countries from Natural Earth, no tiles; a circle is a place, a square stands
 * for a whole country. What has no position is counted and listed. */
import { geoContains, geoMercator, geoNaturalEarth1, geoPath } from 'd3-geo'
import { feature } from 'topojson-client'
import { html, useMemo } from '../html.js'
import { get, useLoad } from '../api.js'
import { href, route, setParams } from '../route.js'
import { count, isoDay, plural } from '../text.js'
import { Brush } from '../chart/brush.js'
import { dayOf } from '../chart/days.js'
import { EventCards, eventColumns, truncatedText, useEvents, useSources } from '../chart/event.js'
import { Graphic, Twin, useMarks, useWidth } from '../chart/frame.js'
import { coreDays } from '../chart/lanes.js'
import { frameOf, joinMarks, markRadius, placeMarks, placeNames, within } from '../chart/places.js'
import { Empty, Failure, Loaded } from '../parts/states.js'

const WIDE = 100 /* degrees of longitude: a map of the world from here on */
const NEAR = 5 /* degrees around one place */
const FINE = 45 /* degrees up to which finer shapes are shown */
const LAND = 5000 /* square pixels of a country that is named */

const shapes = (name) => get(name).then((t) => feature(t, t.objects.countries).features)
/* The world at once; finer shapes for a near view, which are six times larger. */
const useShapes = (near) => {
    const world = useLoad(() => shapes('/world.json'), ['world'])
    const fine = useLoad(() => (near ? shapes('/regions.json') : Promise.resolve(null)), [near])
    return { data: (near && fine.data) || world.data, error: world.error }
}

const spanOf = (frame) => {
    const lons = frame.coordinates.map((c) => c[0])
    return [Math.min(...lons), Math.max(...lons)]
}

/* From the earth to the screen, with the frame in full view. */
function projectionOf(frame, width, height) {
    const [west, east] = spanOf(frame)
    const span = east - west
    const middle = (east + west) / 2
    const projection = (span > WIDE ? geoNaturalEarth1() : geoMercator()).rotate([span > 300 ? 0 : -middle, 0])
    return projection.fitExtent([[8, 8], [width - 8, height - 8]], frame).clipExtent([[0, 0], [width, height]])
}

const WORLD = { type: 'MultiPoint', coordinates: [[-179, -56], [179, -56], [179, 78], [-179, 78]] }

/* "Vienna", "Vienna and Graz", "Vienna and 3 more" */
const namesText = ({ names }) => (names.length < 3 ? names.join(' and ') : `${names[0]} and ${names.length - 1} more`)

function Mark({ mark, picked, pick }) {
    const { x, y, r, events } = mark
    const says = `${mark.names.slice(0, 12).join(', ')}${mark.country ? ', the country as a whole' : ''}: ${plural(events.length, 'event')}`
    return html`<g class=${`mark spot${picked ? ' is-picked' : ''}`} data-mark=${mark.key} role="button" tabindex="-1" aria-label=${says} aria-pressed=${picked ? 'true' : 'false'} onClick=${() => pick(mark.key)}>
        <title>${says}</title>
        <circle class="mark-room" cx=${x} cy=${y} r=${r + 4} />
        ${mark.country ? html`<rect class="spot-shape" x=${x - r * 0.9} y=${y - r * 0.9} width=${r * 1.8} height=${r * 1.8} />` : html`<circle class="spot-shape" cx=${x} cy=${y} r=${r} />`}
        ${r > 8 && html`<text class="spot-count" x=${x} y=${y + 4} text-anchor="middle">${events.length}</text>`}
    </g>`
}

/* Names of the marks; then those of countries that are large here. */
function namesOf(points, shapes, width, height) {
    const names = placeNames(points.map((p) => ({ ...p, name: p.names.length > 1 ? `${p.name} +${p.names.length - 1}` : p.name })), width, height)
    const taken = names.map((n) => ({ x: n.x + (n.anchor === 'start' ? 1 : n.anchor === 'end' ? -1 : 0) * n.name.length * 3.2, y: n.y, r: n.name.length * 3.4 }))
    const lands = shapes
        .filter((s) => s.area > LAND && s.id.length * 8 < Math.sqrt(s.area) * 1.6)
        .map((s) => ({ name: s.id, x: Math.round(s.at[0]), y: Math.round(s.at[1]) }))
        .filter((l) => ![...points, ...taken].some((p) => Math.abs(p.x - l.x) < p.r + l.name.length * 4.2 && Math.abs(p.y - l.y) < (p.name && p.events ? p.r : 6) + 10))
    return { names, lands }
}

/* The marks on the screen; those that would cover each other are one. */
function pointsOf(marks, frame, width, height) {
    const projection = projectionOf(frame, width, height)
    const all = marks
        .map((m) => {
            const at = projection([m.lon, m.lat])
            return at && { ...m, x: Math.round(at[0]), y: Math.round(at[1]), r: markRadius(m.events.length) }
        })
        .filter((p) => p && p.x >= 0 && p.x <= width && p.y >= 0 && p.y <= height)
    return joinMarks(all, markRadius)
}

function Drawing({ points: all, marks, countries, frame, width, height, picked, pick, title }) {
    const keys = useMarks(picked)
    const { shapes, points, names, lands } = useMemo(() => {
        const path = geoPath(projectionOf(frame, width, height)).digits(1)
        const whole = marks.filter((m) => m.country)
        const drawn = countries
            .map((c) => ({ id: c.properties.name, d: path(c), area: path.area(c), at: path.centroid(c), known: whole.some((m) => geoContains(c, [m.lon, m.lat])) }))
            .filter((s) => s.d)
        return { shapes: drawn, points: all, ...namesOf(all, drawn, width, height) }
    }, [all, marks, countries, frame, width, height])
    return html`<svg ...${keys} class="chart map" role="group" aria-label=${title} width=${width} height=${height} viewBox="0 0 ${width} ${height}">
        <rect class="map-sea" width=${width} height=${height} rx="8" />
        ${shapes.map((s) => html`<path key=${s.id} class=${s.known ? 'map-land is-known' : 'map-land'} d=${s.d}><title>${s.id}</title></path>`)}
        ${lands.map((l) => html`<text key=${l.name} class="land-name" x=${l.x} y=${l.y} text-anchor="middle">${l.name}</text>`)}
        ${points.map((m) => html`<${Mark} key=${m.key} mark=${m} picked=${m.keys.includes(picked)} pick=${pick} />`)}
        ${names.map((n) => html`<text key=${n.key} class="spot-name" x=${n.x} y=${n.y} text-anchor=${n.anchor}>${n.name}</text>`)}
    </svg>`
}

function leftText(found, shown, all, data) {
    const parts = []
    const { nowhere, unplaced } = found
    if (shown < all) parts.push(`${count(shown)} of ${plural(all, 'event')} may lie in these days.`)
    if (nowhere.length) parts.push(`${plural(nowhere.length, 'event')} of ${count(shown)} ${nowhere.length === 1 ? 'is' : 'are'} told without a place.`)
    if (unplaced.length) parts.push(`The position of ${[...new Set(unplaced.map((e) => e.place.name))].slice(0, 6).join(', ')} is not known (${plural(unplaced.length, 'event')}).`)
    return truncatedText(data) + parts.join(' ')
}

function useDays(events, story) {
    const { from, to } = route.value.params
    const domain = useMemo(() => coreDays(events, story), [events, story])
    const clip = (day, other) => (day === null ? other : Math.max(domain[0], Math.min(domain[1], day)))
    return { domain, days: [clip(dayOf(from), domain[0]), clip(dayOf(to), domain[1])], all: !from && !to }
}

function Body({ story, data }) {
    const sources = useSources(story)
    const { domain, days, all } = useDays(data.items, story)
    const [box, width] = useWidth()
    const { p: picked, v: view = 'fit' } = route.value.params
    const setView = (word) => setParams({ v: word === 'fit' ? null : word })
    const events = useMemo(() => (all ? data.items : data.items.filter((e) => within(e, ...days))), [data, all, ...days])
    const found = useMemo(() => placeMarks(events), [events])
    const everywhere = useMemo(() => placeMarks(data.items).marks, [data])
    const place = everywhere.find((m) => m.key === picked)
    /* the frame holds still while days are chosen */
    const frame = useMemo(() => (view === 'world' || !everywhere.length ? WORLD : view === 'near' && place ? frameOf([place], 0.25, NEAR) : frameOf(everywhere)), [view, everywhere, view === 'near' && place])
    const [west, east] = spanOf(frame)
    const { data: countries, error } = useShapes(east - west < FINE)
    const height = Math.round(Math.max(280, Math.min(560, width * 0.52)))
    const points = useMemo(() => (width ? pointsOf(found.marks, frame, width, height) : []), [found, frame, width, height])
    const mark = picked && points.find((m) => m.keys.includes(picked))
    const set = (a, b) => setParams({ from: a === domain[0] && b === domain[1] ? null : isoDay(a), to: a === domain[0] && b === domain[1] ? null : isoDay(b) })
    const pick = (key) => setParams({ p: key === picked ? null : key })
    const title = `Map of ${plural(found.marks.length, 'place')}: arrows walk, Enter shows the events`
    const pickHref = (e) => href('story', story.id, 'timeline', { e: e.id })
    const button = (word, name) => html`<button type="button" aria-pressed=${view === word ? 'true' : 'false'} onClick=${() => setView(word)}>${name}</button>`
    const cards = mark && html`<${EventCards} key=${picked} events=${mark.events} title=${`${namesText(mark)}${mark.country ? ' (the country as a whole)' : ''}`} sources=${sources} close=${() => setParams({ p: null })} />`
    const placed = events.filter((e) => e.place)
    return html`<div class="places">
        ${everywhere.length > 0 && html`<div class="view-bar">
            <div class="switches" role="group" aria-label="Part of the world">${button('fit', 'all places')}${button('world', 'the world')}${place && button('near', `near ${place.name}`)}</div>
            <ul class="legend"><li><svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><circle class="spot-shape" cx="8" cy="8" r="6" /></svg> place</li><li><svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><rect class="spot-shape" x="3" y="3" width="11" height="11" /></svg> the country alone is known</li></ul>
        </div>`}
        <${Graphic} name="Map" box=${box} left=${leftText(found, events.length, data.items.length, data)} twin=${html`${cards}<${Twin} name="Events with a place as a table" columns=${eventColumns(sources, pickHref)} rows=${placed} keyOf=${(e) => e.id} />`}>
            ${error && !countries && html`<${Failure} error=${error} />`}
            ${!everywhere.length && html`<${Empty} title="Nothing to draw">No event of this story is told with a place whose position is known.<//>`}
            ${width > 0 && everywhere.length > 0 && countries && html`<${Drawing} points=${points} marks=${found.marks} countries=${countries} frame=${frame} width=${width} height=${height} picked=${picked} pick=${pick} title=${title} />`}
            ${domain[1] > domain[0] && everywhere.length > 0 && html`<${Brush} events=${data.items} domain=${domain} days=${days} set=${set} clear=${() => setParams({ from: null, to: null })} />`}
        <//>
        <p class="soft credit">Shapes: Natural Earth, through world-atlas. Positions: GeoNames.</p>
    </div>`
}

export default function Places({ story }) {
    const state = useEvents(story)
    return html`<${Loaded} state=${state} lines=${8}>
        ${(data) => (data.items.length ? html`<${Body} story=${story} data=${data} />` : html`<${Empty} title="No events">The reports of this story tell of nobody who did something, anywhere.<//>`)}
    <//>`
}
