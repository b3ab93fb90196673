/* import.js - adds reports: files dropped or chosen, or text pasted. What is
 * queued is sent one after the other, and each row then tells what became of
 * it: its report, its story, what was cleaned, what could not be read. */
import { html, signal, useEffect, useState } from '../html.js'
import { get, post } from '../api.js'
import { href } from '../route.js'
import { outletOf, plural, titleOf } from '../text.js'
import { published } from '../parts/report.js'
import { Undo } from '../parts/undo.js'

const MOST = 32 << 20
const SHOWN = 20 /* reports of one file that are listed by name */

/* [{key, name, size, body, type, state, answer, reports, error}]: kept while
 * the page lives, so that one can go and look at a story and come back. */
const queue = signal([])
let running = false
let keys = 0

const change = (key, more) => (queue.value = queue.value.map((job) => (job.key === key ? { ...job, ...more } : job)))

function typeOf(name, type) {
    if (/\.jsonl$|\.ndjson$/i.test(name)) return 'application/x-ndjson'
    if (/\.json$/i.test(name)) return 'application/json'
    if (/\.html?$/i.test(name) || type === 'text/html') return 'text/html'
    if (/\.(txt|md|text|markdown)$/i.test(name)) return 'text/plain'
    return 'application/octet-stream'
}

async function look(ids) {
    const some = await Promise.all(ids.slice(0, SHOWN).map((id) => get(`reports/${id}`).catch(() => null)))
    return some.filter(Boolean)
}

/* While somebody else writes, the server says when to come again. */
async function sendOne(job) {
    for (let tries = 0; ; tries++) {
        try {
            return await post('reports', job.body, job.type, { name: job.name })
        } catch (e) {
            if ((e.status !== 503 && e.status !== 0) || tries === 5) throw e
            change(job.key, { state: 'waiting' })
            await new Promise((done) => setTimeout(done, 2000))
        }
    }
}

async function run() {
    if (running) return
    running = true
    for (let job; (job = queue.value.find((j) => j.state === 'queued')); ) {
        change(job.key, { state: 'sending' })
        try {
            const answer = await sendOne(job)
            change(job.key, { state: 'done', answer, body: null, reports: await look(answer.reports) })
        } catch (error) {
            change(job.key, { state: 'failed', error })
        }
    }
    running = false
}

function enqueue(name, body, type, size) {
    const job = { key: ++keys, name, body, type, size, state: 'queued' }
    if (size > MOST)
        Object.assign(job, { state: 'failed', error: { title: 'Too large', detail: 'A file may have 32 MiB here.', hint: 'nutgraf add on the command line takes any size.' } })
    queue.value = [job, ...queue.value]
    run()
}

export function addFiles(files) {
    for (const file of files) enqueue(file.name, file, typeOf(file.name, file.type), file.size)
}

function Drop() {
    const [over, set] = useState(false)
    const stop = (e) => e.preventDefault()
    const drop = (e) => {
        e.preventDefault()
        set(false)
        addFiles([...e.dataTransfer.files])
    }
    const enter = (on) => (e) => {
        e.preventDefault()
        set(on)
    }
    return html`<div class=${`drop ${over ? 'is-over' : ''}`} onDragOver=${stop} onDragEnter=${enter(true)} onDragLeave=${enter(false)} onDrop=${drop}>
        <p class="drop-title">Drop reports here</p>
        <p class="soft">Text, Markdown, HTML, RSS and Atom, JSON lines, WARC, zip and tar; 32 MiB a file.</p>
        <label class="button">Choose files<input class="hidden" type="file" multiple onChange=${(e) => {
            addFiles([...e.currentTarget.files])
            e.currentTarget.value = ''
        }} /></label>
    </div>`
}

function Paste() {
    const submit = (e) => {
        e.preventDefault()
        const form = new FormData(e.currentTarget)
        const text = form.get('text')
        if (!text.trim()) return
        const head = [
            ['source', form.get('source')],
            ['date', form.get('date')],
        ].filter(([, v]) => v.trim())
        const body = JSON.stringify({ text, ...Object.fromEntries(head) })
        enqueue('pasted text', body, 'application/json', body.length)
        e.currentTarget.reset()
    }
    return html`<form class="paste" onSubmit=${submit}>
        <label for="paste-text">Or paste one</label>
        <textarea id="paste-text" name="text" rows="7" required placeholder="Headline, dateline, text …"></textarea>
        <div class="paste-row">
            <label>Outlet <input name="source" autocomplete="off" /></label>
            <label>Published <input name="date" type="date" /></label>
            <button class="primary">Add</button>
        </div>
    </form>`
}

function cleaned(notes) {
    const by = new Map()
    for (const n of notes) by.set(n.kind, (by.get(n.kind) || 0) + 1)
    return [...by].map(([kind, n]) => `${kind.replace(/_/g, ' ')}${n > 1 ? ` ×${n}` : ''}`).join(', ')
}

function Added({ report }) {
    return html`<li class="added">
        <p><a href=${href('report', report.id)}>${titleOf(report)}</a></p>
        <p class="kicker"><b>${outletOf(report)}</b><span>${published(report)}</span>${report.story && html`<a href=${href('story', report.story)}>its story</a>`}</p>
        ${report.notes.length > 0 && html`<details class="cleaned">
            <summary>cleaned: ${cleaned(report.notes)}</summary>
            <ul>${report.notes.map((n) => html`<li><b>${n.kind.replace(/_/g, ' ')}</b> ${n.text && html`<q>${n.text}</q>`}</li>`)}</ul>
        </details>`}
        <${Undo} report=${report} />
    </li>`
}

const STATES = { queued: 'waiting', sending: 'reading …', waiting: 'the store is busy; trying again', failed: 'not added' }

function tellDone({ added, known, failed }) {
    const parts = [added && `${plural(added, 'report')} added`, known && `${known} known already`, failed && `${failed} could not be read`]
    return parts.filter(Boolean).join(', ')
}

function Job({ job }) {
    const { answer, error } = job
    return html`<li class=${`job job-${job.state}`}>
        <p class="job-head"><b>${job.name}</b> <span class="soft" role="status">${job.state === 'done' ? tellDone(answer) : STATES[job.state]}</span></p>
        ${error && html`<p class="job-error">${error.detail || error.message} <span class="soft">${error.hint}</span></p>`}
        ${answer?.problems.map((p) => html`<p class="job-error">record ${p.record}: ${p.text}</p>`)}
        ${job.reports && html`<ul>${job.reports.map((r) => html`<${Added} key=${r.id} report=${r} />`)}</ul>`}
        ${answer && answer.reports.length > SHOWN && html`<p class="soft">and ${plural(answer.reports.length - SHOWN, 'more report')}</p>`}
    </li>`
}

function usePasting() {
    useEffect(() => {
        const onPaste = (e) => {
            if (/^(INPUT|TEXTAREA)$/.test(e.target.tagName)) return
            if (e.clipboardData.files.length) addFiles([...e.clipboardData.files])
        }
        document.addEventListener('paste', onPaste)
        return () => document.removeEventListener('paste', onPaste)
    }, [])
}

export default function Import() {
    usePasting()
    useEffect(() => void (document.title = 'Import · nutgraf'), [])
    const jobs = queue.value
    return html`<h1>Import</h1>
        <p class="soft import-lead">What is added twice is stored once. Nothing leaves this server.</p>
        <div class="import-ways"><${Drop} /><${Paste} /></div>
        ${jobs.length > 0 && html`<section aria-label="Queue"><h2 class="queue-title">Queue</h2><ol class="jobs">${jobs.map((job) => html`<${Job} key=${job.key} job=${job} />`)}</ol></section>`}`
}
