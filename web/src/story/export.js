/* export.js - the story to take along: each form with what it is for. */
import { html } from '../html.js'
import { address, save } from '../api.js'

/* [path of the API, name, what it is, ending] */
const GROUPS = [
    [
        'To hand on',
        [
            ['dossier', 'Dossier', 'one HTML file that works offline; every receipt shows its text', 'html'],
            ['brief?format=markdown', 'Brief, Markdown', 'the brief with its sources', 'md'],
            ['brief?format=text', 'Brief, plain text', 'for a mail', 'txt'],
        ],
    ],
    [
        'Records',
        [
            ['events?csv', 'Events, CSV', 'who did what to whom, when, where, with which status', 'csv'],
            ['events?jsonl', 'Events, JSON lines', 'the same, whole: with every mention and its receipt', 'jsonl'],
            ['sayings?csv', 'Sayings, CSV', 'who is said to have said what', 'csv'],
            ['disagreements?jsonl', 'Disagreements, JSON lines', 'questions and the answers that reports give', 'jsonl'],
            ['lineage?csv', 'Lineage, CSV', 'which report was made from which', 'csv'],
            ['reports?jsonl', 'Reports, JSON lines', 'the reports themselves, cleaned', 'jsonl'],
        ],
    ],
    [
        'Maps, graphs, calendars',
        [
            ['geojson', 'GeoJSON', 'events with a place: QGIS, Leaflet, kepler.gl', 'geojson'],
            ['gexf', 'GEXF 1.3', 'actors and what they did to each other: Gephi', 'gexf'],
            ['icalendar', 'iCalendar', 'planned ones tentative, denied ones cancelled', 'ics'],
            ['timelinejs', 'TimelineJS', 'the dated lines of the brief', 'json'],
        ],
    ],
    [
        'Newsroom and research',
        [
            ['ninjs', 'ninjs 3.1', 'reports, for newsroom systems', 'jsonl'],
            ['jsonld', 'schema.org', 'JSON-LD with drafts of ClaimReview', 'jsonld'],
            ['ftm', 'FollowTheMoney', 'for Aleph', 'jsonl'],
            ['rss?kind=reports', 'RSS', 'its reports', 'xml'],
            ['jsonfeed?kind=reports', 'JSON Feed', 'its reports', 'json'],
        ],
    ],
    [
        'Event data',
        [
            ['gdelt', 'GDELT 2.0 Events', '61 columns; NumSources counts independent origins', 'tsv'],
            ['gdelt-mentions', 'GDELT 2.0 Mentions', '16 columns', 'tsv'],
            ['icews', 'ICEWS', '20 columns', 'tsv'],
            ['polecat', 'POLECAT', '40 columns', 'tsv'],
            ['plover', 'PLOVER', 'strict types, JSON lines', 'jsonl'],
            ['cameo', 'CAMEO', 'as PETRARCH writes it', 'tsv'],
        ],
    ],
]

function urlOf(word, story) {
    const [path, form] = word.split('?')
    if (path === 'dossier') return address(`${path}/${story.id}`)
    if (!form) return address(`export/${path}`, { story: story.id })
    if (form.startsWith('kind=')) return address(`export/${path}`, { story: story.id, kind: form.slice(5) })
    if (form.startsWith('format=')) return address(`${path}/${story.id}`, { format: form.slice(7) })
    return address(path, { story: story.id, format: form })
}

export default function Export({ story }) {
    return html`<div class="exports">
        ${GROUPS.map(
            ([title, rows]) => html`<section>
                <h2>${title}</h2>
                <ul>
                    ${rows.map(([word, name, what, ending]) => html`<li>
                        <a href=${urlOf(word, story)} download=${`${story.id}.${ending}`} onClick=${save}>${name}</a>
                        <span class="soft">${what}</span>
                    </li>`)}
                </ul>
            </section>`
        )}
        <p class="soft exports-note">Coded event data cannot say what is alleged, denied or only possible; such events are left out of it. Records hold everything.</p>
    </div>`
}
