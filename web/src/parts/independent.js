/* independent.js - "4 independent / 7": how many reports were made from no
 * other one, of how many. `href` leads to those reports. */
import { html } from '../html.js'
import { href, route } from '../route.js'
import { plural } from '../text.js'

const MOST = 60 /* ids that an address holds */

/* The list of these reports of a story; of a great many, all of the story. */
export const reportsHref = (reports, story = route.value.id) => href('story', story, 'reports', { of: reports.length <= MOST ? reports.join(',') : null })

export function Independent({ of, reports, href }) {
    const dots = Array.from({ length: Math.min(reports, 10) }, (_, i) => i < of)
    const says = `${of} independent of ${plural(reports, 'report')}`
    const inner = html`<span class="indep-dots" aria-hidden="true"
            >${dots.map((on) => html`<i class=${on ? 'on' : ''}></i>`)}</span
        ><b>${of}</b> independent <span class="indep-of">/ ${reports}</span>`
    return href
        ? html`<a class="indep" href=${href} title=${says}>${inner}</a>`
        : html`<span class="indep" title=${says}>${inner}</span>`
}
