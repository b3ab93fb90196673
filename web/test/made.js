/* made.js - records for the tests, made up, with what a test does not care for
 * filled in. */
let n = 0
export const id = (letter) => `${letter}${(++n).toString(32).padStart(12, 'a')}`

export const party = (text, more = {}) => ({ text, entity: `n${text}`, code: null, sector: null, ...more })

export function event(more = {}) {
    return {
        id: id('e'),
        type: 'CONSULT',
        mode: 'visit',
        quad: 1,
        status: 'happened',
        actors: [party('Ana Sol')],
        recipients: [],
        place: null,
        date_start: '2031-05-12',
        date_end: '2031-05-12',
        independent: 1,
        reports: ['ra'],
        mentions: [{}],
        ...more,
    }
}

export function source(report, more = {}) {
    return {
        report,
        outlet: 'Northwire',
        title: null,
        published: '2031-05-12T09:00:00Z',
        published_first: '2031-05-12',
        published_last: '2031-05-12',
        lineage_role: 'origin',
        origin: 'Northwire',
        origin_report: report,
        made_from: null,
        ...more,
    }
}

export function saying(exact, more = {}) {
    return {
        id: id('y'),
        report: 'ra',
        content: { report: 'ra', start: 0, end: exact.length, exact },
        source: { text: 'Ana Sol', entity: 'nAna', grade: 'named' },
        origin: 'ra',
        independent: 1,
        ...more,
    }
}
