/* steps.js - j and k in a list: to the first link of the next item, or of the
 * one before; the item comes into view and its receipt is lit. */
import { useKeys } from '../keys.js'

/* `selector`: what j and k walk; `items`: the box of each, if that is not it. */
export function useSteps(selector, group, what = 'one', items) {
    const step = (by) => () => {
        const all = [...document.querySelectorAll(selector)]
        const here = all.indexOf(document.activeElement)
        const box = items && document.activeElement?.closest?.(items)
        const from = here >= 0 || !box ? here : all.findIndex((link) => box.contains(link))
        const link = all[Math.min(all.length - 1, Math.max(0, from + by))]
        link?.focus({ preventScroll: true })
        ;(items ? link?.closest(items) : link)?.scrollIntoView({ block: 'nearest' })
    }
    useKeys({ j: [step(1), `next ${what}`], k: [step(-1), `${what} before`] }, group)
}
