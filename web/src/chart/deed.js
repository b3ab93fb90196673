/* deed.js - what was done, in the words of a report: from the word that tells
 * of the deed to the end of its clause.
 *
 *     A judge on Friday [ordered] the detention of the director
 *                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
 *
 * Where the deed ends its clause ("nine people were killed"), whom it was done
 * to stands behind it. The class of the event is told beside it for those who
 * count events.
 */
import { charsOf } from '../text.js'

/* What should not stand before the dots. */
const HANGING = /( (a|an|the|of|in|on|at|by|for|to|with|from|and|or|that))+$/i

/* At a space, if there is one near. */
export function cutWords(text, letters) {
    if (text.length <= letters) return text
    const head = text.slice(0, letters - 1)
    const at = head.lastIndexOf(' ')
    const words = at > letters * 0.6 ? head.slice(0, at).replace(HANGING, '') : head
    return `${words.replace(/[\s,;:–—-]+$/, '')}…`
}

/* "consult: visit" */
export const classText = (event) => [event.type, event.mode].filter(Boolean).join(': ').toLowerCase()

/* The trigger alone, in small letters. */
export const triggerText = (event) => (event.mentions[0]?.trigger?.exact || classText(event)).toLowerCase()

export function deedWords(event, letters = 80) {
    const { cite, trigger } = event.mentions[0] || {}
    if (!trigger?.exact) return classText(event)
    const whom = event.recipients[0]?.text || event.place?.name
    let words = trigger.exact
    if (cite?.exact && trigger.start >= cite.start && trigger.end <= cite.end) {
        const [at] = charsOf(cite.exact, [trigger.start - cite.start])
        words = cite.exact.slice(at).replace(/[\s.,;:]+$/, '')
    }
    if (words.length <= trigger.exact.length + 1 && whom) words = `${trigger.exact} · ${whom}`
    return cutWords(words.replace(/\s+/g, ' '), letters)
}
