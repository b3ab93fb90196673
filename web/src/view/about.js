/* about.js - what this is, and what it is made of. */
import { html, useEffect } from '../html.js'
import { useGet } from '../api.js'
import { count } from '../text.js'
import { Loaded } from '../parts/states.js'

function Package({ name, version, licence, text }) {
    return html`<li>
        <details><summary><b>${name}</b> ${version} <span class="soft">${licence}</span></summary><pre>${text}</pre></details>
    </li>`
}

export default function About() {
    const server = useGet('/api/v1')
    const parts = useGet('/licences.json')
    useEffect(() => void (document.title = 'About · nutgraf'), [])
    return html`<article class="prose">
        <h1>About nutgraf</h1>
        <p>nutgraf reads news reports and tells what happened, when, where and between whom, who says so, and which report was copied from which. Everything it says has a receipt: the bytes of the report that carry it.</p>
        ${server.data && html`<p>Version ${server.data.version}; ${count(server.data.reports)} reports in the store.</p>`}
        <h2>How to read it</h2>
        <dl class="glossary">
            <dt>4 independent / 7</dt><dd>Seven reports say it; four of them were made from no other report. A copy never counts.</dd>
            <dt>planned, happened, denied …</dt><dd>What the reports say of an event. A plan is not a deed, and a claim is not a fact.</dd>
            <dt>receipts</dt><dd>The small numbers. Each is a place in a report; point at one and the report lights up.</dd>
        </dl>
        <p>What is wrong can be put right: <a href="/fixes">corrections</a>.</p>
        <h2>For programs</h2>
        <p>Everything here is also at <a href="/api/v1">/api/v1</a>, described in <a href="/openapi.json">/openapi.json</a>.</p>
        <h2>Packages in this page</h2>
        <p>Nothing is loaded from another host. Shapes of countries are from Natural Earth (public domain).</p>
        <${Loaded} state=${parts}>${(rows) => html`<ul class="packages">${rows.map((r) => html`<${Package} ...${r} />`)}</ul>`}<//>
    </article>`
}
