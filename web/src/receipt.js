/* receipt.js - which span of which report is shown beside the view.
 *
 *     peek(cite)   the pointer or the focus is on a receipt: light it
 *     pin(cite)    it was clicked: it stays, and on a small screen the sheet
 *                  comes up
 */
import { signal } from './html.js'

/* {report, start, end} or null */
export const lit = signal(null)
/* A click opened the pane; on wide screens hovering does, too. */
export const opened = signal(false)
/* The view has a fixed place for the pane, as the brief does. */
/* or null: the receipts whose places are marked faintly */
export const docked = signal(null)

export function peek(cite) {
    if (cite && (docked.value || opened.value)) lit.value = cite
}

export function pin(cite) {
    lit.value = cite
    opened.value = true
}

export function close() {
    opened.value = false
    if (!docked.value) lit.value = null
}
