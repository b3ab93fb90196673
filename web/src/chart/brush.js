/* brush.js - days to choose from: bars of how many events lie on them, and two
 * ends to move, by dragging over the bars or with the keys. */
import { html, useRef } from '../html.js'
import { count, dayText, isoDay, plural } from '../text.js'
import { scaleOf } from './days.js'
import { useWidth } from './frame.js'
import { histogram } from './places.js'

const HIGH = 54

function useDrag(at, domain, set) {
    const start = useRef(null)
    const day = (e) => Math.max(domain[0], Math.min(domain[1], Math.floor(at.day(e.clientX - e.currentTarget.getBoundingClientRect().x))))
    const move = (e) => {
        if (start.current === null) return
        const to = day(e)
        set(Math.min(start.current, to), Math.max(start.current, to))
    }
    return {
        onPointerDown: (e) => {
            start.current = day(e)
            e.currentTarget.setPointerCapture(e.pointerId)
        },
        onPointerMove: move,
        onPointerUp: (e) => {
            move(e)
            start.current = null
        },
    }
}

/* domain: all days; days: those chosen; set(first, last) */
export function Brush({ events, domain, days, set, clear }) {
    const [box, width] = useWidth()
    const at = scaleOf([domain[0], domain[1] + 1], [0, width || 1])
    const drag = useDrag(at, domain, set)
    const bins = width ? histogram(events, domain[0], domain[1], Math.floor(width / 5)) : []
    const most = Math.max(1, ...bins.map((b) => b.count))
    const chosen = (b) => b.to >= days[0] && b.from <= days[1]
    const whole = days[0] === domain[0] && days[1] === domain[1]
    const text = `${dayText(isoDay(days[0]))} – ${dayText(isoDay(days[1]))}`
    const end = (i, name) => html`<label class="brush-end">${name} <input type="range" min="0" max=${domain[1] - domain[0]} value=${days[i] - domain[0]} aria-valuetext=${dayText(isoDay(days[i]))} onInput=${(e) => {
        const next = [...days]
        next[i] = domain[0] + +e.currentTarget.value
        set(Math.min(...next), Math.max(...next))
    }} /></label>`
    return html`<div class="brush" role="group" aria-label="Days to show">
        <div ref=${box}>
            ${width > 0 &&
            html`<svg ...${drag} class="chart brush-bars" role="img" aria-label=${`Events by day, at most ${plural(most, 'event')}; chosen: ${text}`} width=${width} height=${HIGH} viewBox="0 0 ${width} ${HIGH}">
                ${!whole && html`<rect class="brush-chosen" x=${at(days[0])} y="0" width=${Math.max(2, at(days[1] + 1) - at(days[0]))} height=${HIGH} />`}
                ${bins.map((b) => b.count > 0 && html`<rect key=${b.from} class=${chosen(b) ? 'on' : ''} x=${at(b.from) + 0.5} y=${HIGH - 4 - ((HIGH - 10) * b.count) / most} width=${Math.max(1, at(b.to + 1) - at(b.from) - 1)} height=${((HIGH - 10) * b.count) / most} rx="1"><title>${dayText(isoDay(b.from))}: ${count(b.count)}</title></rect>`)}
                <path class="brush-base" d=${`M0 ${HIGH - 3.5}H${width}`} />
            </svg>`}
        </div>
        <div class="brush-ends">${end(0, 'first day')} <output>${text}</output> ${end(1, 'last day')} ${!whole && html`<button type="button" onClick=${clear}>all days</button>`}</div>
    </div>`
}
