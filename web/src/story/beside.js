/* beside.js - what a story goes on from and what goes on from it, over weeks,
 * and stories of the same days that have to do with it; each with the words
 * that both are about. Asked for when the end of the brief comes near. */
import { html } from '../html.js'
import { useGet } from '../api.js'
import { href } from '../route.js'
import { plural } from '../text.js'
import { useNear } from '../parts/more.js'
import { When } from '../parts/when.js'

function Row({ row, here }) {
    const terms = row.shared_terms.join(', ')
    return html`<li class=${here ? 'is-here' : ''}>
        <p class="beside-when"><${When} start=${row.first} end=${row.last} /></p>
        <p>${here ? html`<b>${row.title || 'this story'}</b>` : html`<a href=${href('story', row.story)}>${row.title || 'Untitled'}</a>`} <span class="soft">${row.independent} independent / ${row.reports}${terms && `; both: ${terms}`}</span></p>
    </li>`
}

export function Beside({ story }) {
    const [box, near] = useNear()
    const { data } = useGet(near ? `storyline/${story.id}` : null)
    const line = data && data.storyline.length > 1 ? data.storyline : []
    const related = data?.related || []
    return html`<div class="beside" ref=${box}>
        ${line.length > 0 && html`<section class="brief-part" aria-label="The story over weeks">
            <h2>Over weeks: ${plural(line.length, 'story', 'stories')}</h2>
            <ol>${line.map((row, i) => html`<${Row} key=${row.story} row=${row} here=${i === data.here} />`)}</ol>
        </section>`}
        ${related.length > 0 && html`<section class="brief-part" aria-label="Related stories">
            <h2>Related stories</h2>
            <ol>${related.map((row) => html`<${Row} key=${row.story} row=${row} />`)}</ol>
        </section>`}
    </div>`
}
