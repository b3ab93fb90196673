/* questions.js - the twelve questions that the page is for, each answered in at
 * most four clicks from the list of stories (typing is no click), on stories of
 * the examples and on the five real reports where they are. What the page shows
 * is held against the records: ids, spans, values and counts. */
import { questionText } from '../../web/src/text.js'
import { note, ok } from './desk.js'

/* `since`: a day after which something is new. */
const STORIES = [
    { name: 'river', is: (s) => /river/i.test(s.title), since: '2032-09-10' },
    { name: 'ballot', is: (s) => /referendum/i.test(s.title), since: '2032-11-01' },
    { name: 'border', is: (s) => /border/i.test(s.title), since: '2037-05-11' },
    { name: 'five real reports', is: (s) => s.first?.startsWith('2019-04'), since: '2019-04-24', real: true },
]
const PARTS = ['lead', 'happened', 'planned', 'said', 'timeline']

const flat = (text) => text.replace(/\s+/g, ' ').trim()
const sum = (list) => list.reduce((a, b) => a + b, 0)
const linesOf = (brief) => PARTS.flatMap((part) => brief[part])
const all = (d, selector, take) => d.page.$$eval(selector, take)
const spanOf = (c) => `/report/${c.report}?at=${c.start}-${c.end}`
const differs = (what, shown, held) => (String(shown) === String(held) ? '' : `${what}: the page has ${shown}, the records ${held}`)
/* What of `shown` is not in `held`. */
const strangers = (what, shown, held) => {
    const known = new Set(held)
    const odd = shown.filter((s) => !known.has(s))
    return !shown.length ? `no ${what}` : odd.length ? `${what} that no record has: ${odd.slice(0, 3).join(' | ')}` : ''
}

async function brief(d, f) {
    const texts = await all(d, '.brief .line-text', (list) => list.map((p) => p.firstChild.textContent))
    const lit = flat(await d.page.$$eval('.pane .lit', (marks) => marks.map((m) => m.textContent).join('')))
    /* the first line's, or that of the line which the pointer rests on */
    const first = linesOf(f.brief).map((l) => l.cites[0] && flat(l.cites[0].exact))
    return differs('lines', texts.map(flat).join(' | '), linesOf(f.brief).map((l) => flat(l.text)).join(' | ')) || strangers('lit span', [lit], first)
}

async function fresh(d, f, s) {
    const held = await f.get(`brief/${f.story.id}?since=${s.since}`)
    const n = linesOf(held).filter((l) => l.new_since).length
    return (n ? '' : 'the records have nothing new') || differs('new lines', (await d.page.$$('.line.is-new')).length, n)
}

async function independent(d, f) {
    const rows = await all(d, '.rows tbody tr', (list) => list.length)
    const own = await all(d, '.rows tbody tr:not(.is-copy)', (list) => list.length)
    const says = await d.text('.story-head .indep')
    return differs('reports', rows, f.story.reports.length) || differs('independent ones', own, f.story.independent) || differs('what it says', flat(says), `${f.story.independent} independent / ${rows}`)
}

async function planned(d, f) {
    const counts = {}
    for (const e of f.events) counts[e.status] = (counts[e.status] || 0) + 1
    const shown = flat(await d.text('.timeline .switches')).replace(/(\d) /g, '$1, ')
    const held = ['happened', 'ongoing', 'planned', 'alleged', 'hypothetical', 'denied'].filter((s) => counts[s]).map((s) => `${s} ${counts[s]}`)
    const marks = await all(d, '[data-mark]', (list) => list.map((m) => m.dataset.mark))
    return differs('events by status', shown, held.join(', ')) || strangers('events drawn', marks, f.events.map((e) => e.id))
}

async function said(d, f) {
    const spans = await all(d, '.saying-text > .cite', (list) => list.map((a) => a.getAttribute('href')))
    const told = await d.text('.sayings .view-bar')
    const bare = await all(d, '.saying', (list) => list.filter((s) => !s.querySelector('.tag')).length)
    return strangers('sayings', spans, f.sayings.map((y) => spanOf(y.content))) || differs('sayings without a grade', bare, 0) || (/\d+ of \d+ sayings/.test(told) ? '' : `not counted: ${told}`)
}

/* From one version to the next where there are versions, else to a copy. */
async function compare(d, f) {
    await d.clickOn(`a.card-link[href="/story/${f.story.id}"]`)
    await d.click('Lineage', '.tabs')
    const pair = f.lineage.find((e) => e.relation === 'revision') || f.lineage[0]
    await d.clickOn(`[data-mark="${pair.parent}"]`)
    await d.clickOn(`[data-mark="${pair.child}"]`)
}

async function changes(d, f) {
    const pair = f.lineage.find((e) => e.relation === 'revision') || f.lineage[0]
    const { items } = await f.get(`diff?from=${pair.parent}&to=${pair.child}&facts=1`)
    const spans = await all(d, 'ol .change .cite', (list) => list.map((a) => a.getAttribute('href')))
    const held = items.flatMap((c) => [c.cite_before, c.cite_after]).filter(Boolean).map(spanOf)
    return differs('changes', spans.join(' '), held.join(' '))
}

async function copied(d, f) {
    const made = f.brief.sources.filter((s) => s.made_from).length
    const lost = new Set(f.brief.sources.filter((s) => !s.origin_report).map((s) => s.origin)).size
    const edges = await all(d, '.descent .edge:not(.edge-also)', (list) => list.length)
    return (
        differs('reports drawn', (await d.page.$$('.node[data-mark]')).length, f.story.reports.length) ||
        differs('origins that are not held', (await d.page.$$('.descent .ghost')).length, lost) ||
        differs('edges', edges, made + f.brief.sources.filter((s) => !s.origin_report && !s.made_from).length)
    )
}

async function splits(d, f) {
    const asked = await all(d, '.split h2', (list) => list.map((h) => h.textContent.trim()))
    const values = await all(d, '.value-text', (list) => list.length)
    const spans = await all(d, '.split .receipts .cite', (list) => list.map((a) => a.getAttribute('href')))
    const held = f.splits.flatMap((s) => s.values)
    return (
        differs('questions', asked.sort().join(' | '), f.splits.map((s) => questionText(s.question)).sort().join(' | ')) ||
        differs('values', values, held.length) ||
        strangers('receipts', spans, held.flatMap((v) => v.cites).map(spanOf))
    )
}

async function actors(d, f) {
    const parties = f.events.flatMap((e) => [...e.actors, ...e.recipients]).map((p) => p.text)
    const knots = await all(d, '.knot', (list) => list.map((k) => k.getAttribute('aria-label').replace(/: [\d,]+ events?$/, '')))
    const threads = (await d.page.$$('.thread[data-mark]')).length
    return strangers('actors', knots, parties) || (threads ? '' : 'nobody did anything to anybody')
}

/* A word of its own for each story: a place of it. */
const rule = (f) => `place:"${f.story.places[0]}"`

async function tell(d, f) {
    await d.page.type('#find', rule(f))
    await d.page.keyboard.press('Enter')
    await d.stands()
    await d.click('Watch this', 'main')
}

async function trial(d, f) {
    const { facets } = await f.get(`search?q=${encodeURIComponent(rule(f))}&limit=5`)
    const told = (await d.text('.trial')).match(/fits ([\d,]+) report/)
    return differs('reports that fit', told?.[1], facets.of)
}

async function table(d, f) {
    const links = await all(d, '.exports a', (list) => list.map((a) => [a.textContent, a.getAttribute('href')]))
    const csv = links.find(([name]) => /^Events, JSON/.test(name))
    const lines = (await (await fetch(d.base + csv[1])).text()).trim().split('\n')
    return differs('events', lines.length, f.events.length) || (links.length > 15 ? '' : `only ${links.length} forms`)
}

async function why(d, f) {
    const [first] = linesOf(f.brief).filter((l) => l.event)
    const { text } = await f.get(`explain/${first.event}`)
    return differs('why', flat(await d.text('.why-text')), flat(text))
}

const card = (f) => `a.card-link[href="/story/${f.story.id}"]`
const tab = (name) => async (d, f) => (await d.clickOn(card(f)), await d.click(name, '.tabs'))
const beside = (what) => (d, f) => d.clickOn(`.card:has(${card(f)}) ${what}`)

async function since(d, f, s) {
    await d.clickOn(card(f))
    await d.page.$eval(
        '.brief-since input',
        (e, day) => {
            e.value = day
            e.dispatchEvent(new Event('change', { bubbles: true }))
        },
        s.since
    )
    await d.stands()
}

/* [question, what is done, what must then be seen: '' or why not] */
const QUESTIONS = [
    ['1 what do these reports say?', (d, f) => d.clickOn(card(f)), brief],
    ['2 what is new since I looked?', since, fresh],
    ['3 how many independent reports say this?', beside('.indep'), independent],
    ['4 what was planned, claimed, denied, done, and when?', tab('Timeline'), planned],
    ['5 who said it, named or not?', tab('Sayings'), said],
    ['6 what changed between versions?', compare, changes],
    ['7 who copied whom?', tab('Lineage'), copied],
    ['8 where do reports disagree?', beside('.tag-split'), splits],
    ['9 who did what to whom?', tab('Actors'), actors],
    ['10 tell me when …', tell, trial],
    ['11 all of it as a table', tab('Export'), table],
    ['12 why do you say that?', async (d, f) => (await d.clickOn(card(f)), await d.click('why?', '.brief')), why],
]

/* What is told of a story, as the server gives it. */
async function factsOf(desk, story) {
    const get = async (path) => (await fetch(`${desk.base}/api/v1/${path}`)).json()
    const list = async (kind) => (await get(`${kind}?story=${story.id}&limit=1000`)).items
    const lineage = (await list('lineage')).filter((e) => e.relation !== 'quotes_only')
    return { story, get, brief: await get(`brief/${story.id}`), events: await list('events'), sayings: await list('sayings'), splits: await list('disagreements'), lineage }
}

/* The picture of success: what the five real reports must come to on the page. */
async function real(desk, f) {
    await desk.go(`/story/${f.story.id}/lineage`)
    ok((await desk.page.$$('.descent .edge-revision')).length === 1 && (await desk.page.$$('.descent .ghost')).length === 1, 'five real reports: one revision, one copy of an origin that is not held')
    await desk.go(`/story/${f.story.id}`)
    const plans = await all(desk, '.line:has(.status-planned)', (list) => list.map((l) => [l.querySelector('time')?.getAttribute('datetime'), l.querySelector('.line-foot')?.textContent.trim()]))
    ok(plans.some(([day, told]) => day === '2019-04-25' && /^4 independent/.test(told)), 'five real reports: the meeting, planned for its day, told by four', JSON.stringify(plans))
    await desk.go(`/story/${f.story.id}/disagreements`)
    const values = await all(desk, '.split', (list) => list.map((s) => [...s.querySelectorAll('.value-text')].map((v) => v.textContent)))
    ok(values.some((v) => ['2002', '2011'].every((year) => v.includes(year))), 'five real reports: two years against each other', JSON.stringify(values))
    ok(f.splits.some((s) => s.values.some((v) => v.low === 10000) && s.values.length > 2), 'five real reports: workers, counted three ways')
}

/* A receipt lights its span, by the pointer, by a click and by the keyboard. */
async function receipts(desk, story) {
    await desk.go(`/story/${story.id}`)
    const links = await desk.page.$$('.brief .cite-n')
    let good = 0
    for (const link of links.slice(0, 8)) {
        await link.evaluate((e) => e.scrollIntoView({ block: 'center' }))
        await link.hover()
        await desk.stands()
        const [says, lit] = await desk.page.evaluate((e) => [e.getAttribute('aria-label').replace(/^Source \d+: /, ''), [...document.querySelectorAll('.pane .lit')].map((m) => m.textContent).join('')], link)
        if (flat(lit) === flat(says)) good++
    }
    ok(links.length > 4 && good === Math.min(8, links.length), `pointing at a receipt lights its span (${good})`)
    await desk.page.evaluate(() => document.activeElement.blur())
    await desk.page.keyboard.press('j')
    await desk.page.keyboard.press('j')
    await desk.stands()
    const [at, lit] = await desk.page.evaluate(() => [document.activeElement.getAttribute('aria-label') || '', document.querySelector('.pane .lit')?.textContent || ''])
    ok(lit && at.includes(lit.slice(0, 30)), 'j walks the lines and lights them', `${at} | ${lit}`)
}

async function ask(desk, told, facts) {
    const clicks = []
    for (const [question, act, want] of QUESTIONS) {
        await desk.go('/')
        /* a card is filled when it comes near the screen */
        await desk.page.$eval(card(facts), (e) => e.scrollIntoView({ block: 'center' }))
        await desk.page.waitForSelector(`.card:has(${card(facts)}) .card-lead:not([aria-hidden])`, { timeout: 8000 }).catch(() => {})
        let fault = ''
        try {
            await act(desk, facts, told)
            fault = await want(desk, facts, told)
        } catch (e) {
            fault = e.message
        }
        clicks.push(desk.clicks)
        ok(!fault && desk.clicks <= 4, `${told.name}: ${question} (${desk.clicks} clicks)`, fault)
    }
    note(`${told.name}: ${sum(clicks)} clicks for ${clicks.length} questions, at most ${Math.max(...clicks)}`)
}

export async function questions(desk, items) {
    await desk.look(1280, 'light')
    const stories = await items('stories')
    for (const told of STORIES) {
        const story = stories.find(told.is)
        if (!story && told.real) note('the five real reports are not here: skipped')
        if (!story && told.real) continue
        const facts = await factsOf(desk, story)
        await ask(desk, told, facts)
        if (told.real) await real(desk, facts)
    }
    await receipts(desk, stories.find(STORIES[0].is))
}
