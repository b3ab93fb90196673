/* fixes.js - corrections by hand: each is one revision of the store, and taking
 * it back is another. What was done last is offered to be undone. */
import { signal } from './html.js'
import { post, remove, revision, useGet } from './api.js'

/* {text, id} of the last correction, or {text, error} */
export const lastFix = signal(null)

/* A server without corrections, or a token that may only read, has none. */
export function useFixing() {
    const state = useGet('/api/v1')
    return !!state.data?.routes.some((r) => r.path === '/api/v1/fixes' && r.method === 'POST')
}

/* fix: merge, split, alias, date, ignore; of: ids, a name, a day. The answer,
 * or null where it failed. */
export async function makeFix(fix, of, text, why) {
    lastFix.value = { text: 'Working it out …', busy: true }
    try {
        const made = await post('fixes', JSON.stringify({ fix, of, why: why || undefined }), 'application/json')
        lastFix.value = { text, id: made.id }
        revision.value++
        return made
    } catch (error) {
        lastFix.value = { text: error.detail || error.message, error }
        return null
    }
}

export async function undoFix(id) {
    lastFix.value = { text: 'Taking it back …', busy: true }
    try {
        await remove(`fixes/${id}`)
        lastFix.value = { text: 'Taken back.' }
        revision.value++
        return true
    } catch (error) {
        lastFix.value = { text: error.detail || error.message, error }
        return false
    }
}
