/* undo.js - leaves a report out of everything, and takes it back: a correction
 * of the layer of fixes, so nothing is lost. */
import { html, useState } from '../html.js'
import { post, useGet } from '../api.js'

/* The server may be older than the page's wish. */
function useFixing() {
    const state = useGet('/api/v1')
    return state.data?.routes.some((r) => r.path === '/api/v1/fix')
}

export function Undo({ report }) {
    const can = useFixing()
    const [done, set] = useState(null)
    const [error, fail] = useState(null)
    if (!can) return null
    const act = async () => {
        fail(null)
        try {
            const body = done ? { undo: done } : { ignore: report.id }
            const answer = await post('fix', JSON.stringify(body), 'application/json')
            set(done ? null : answer.id)
        } catch (e) {
            fail(e)
        }
    }
    return html`<p class="undo"><button type="button" onClick=${act}>${done ? 'Take it back in' : 'Undo: leave it out'}</button>${error && html` <span class="job-error">${error.detail || error.message}</span>`}</p>`
}
