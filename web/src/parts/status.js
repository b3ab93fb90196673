/* status.js - happened, planned, denied ...: a shape and a word, so that it
 * does not hang on colour. Hollow: not yet. Struck: denied. */
import { html } from '../html.js'

const TITLES = {
    happened: 'reported as done',
    ongoing: 'reported as going on',
    planned: 'announced, not reported as done',
    alleged: 'claimed by somebody, not confirmed',
    hypothetical: 'might happen, under a condition',
    denied: 'somebody says it is not so',
}

export function Status({ status, quiet }) {
    if (!status) return null
    return html`<span class="status status-${status}" title=${TITLES[status]}
        ><i aria-hidden="true"></i>${quiet ? html`<span class="hidden">${status}</span>` : status}</span
    >`
}
