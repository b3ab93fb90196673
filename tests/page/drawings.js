/* drawings.js - the views of a story that are drawn: one stop of Tab each,
 * arrows inside, Enter brings receipts, the table says the same, and what is
 * not drawn is counted. */
import { ok } from './desk.js'

/* A report that shares nothing has itself alone. */
const RECEIPT = '.picked :is(.cite, a[href^="/report/"])'

const marks = (desk) => desk.page.$$eval('[data-mark]', (all) => all.map((m) => m.dataset.mark))
const focus = (desk) => desk.page.evaluate(() => document.activeElement?.dataset?.mark ?? null)
const rows = async (desk) => +((await desk.text('.twin summary')).match(/\(([\d,]+) row/)?.[1] || '0').replace(/,/g, '')

/* Without a pointer: to the drawing, along its marks, and one of them picked. */
async function byKeys(desk, name) {
    const stops = await desk.page.$$eval('[data-mark][tabindex="0"]', (all) => all.length)
    ok(stops === 1, `${name}: one stop of Tab`, `${stops} stops`)
    await desk.page.$eval('[data-mark][tabindex="0"]', (m) => m.focus())
    const first = await focus(desk)
    const seen = new Set([first])
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'End', 'ArrowUp', 'ArrowLeft']) {
        await desk.page.keyboard.press(key)
        seen.add(await focus(desk))
    }
    const all = await marks(desk)
    ok(!seen.has(null) && (all.length === 1 || seen.size > 1), `${name}: arrows walk from mark to mark`, [...seen].join(' '))
    await desk.page.keyboard.press('Enter')
    await desk.stands()
    const says = await desk.page.$eval(`[data-mark="${quoted(await focus(desk))}"]`, (m) => m.getAttribute('aria-pressed'))
    ok(says === 'true' && (await desk.page.$$(RECEIPT)).length > 0, `${name}: Enter picks, with receipts`, `${says}; ${await desk.text('.picked')}`)
    const faults = await desk.axe()
    ok(!faults.length, `${name}: axe about what is picked`, faults.join('\n'))
    const address = desk.page.url()
    await desk.go(address.slice(desk.base.length))
    ok((await desk.page.$$(RECEIPT)).length > 0, `${name}: what is picked has an address`, address)
}

const quoted = (text) => text.replace(/["\\]/g, '\\$&')

async function timeline(desk, at, events) {
    await desk.go(`${at}/timeline`)
    const dated = events.filter((e) => e.date_start || e.date_end).length
    const told = (await desk.text('.graphic-left')).match(/([\d,]+) of [\d,]+ dated/)
    const drawn = (await marks(desk)).length
    ok(drawn === (told ? +told[1].replace(/,/g, '') : dated), 'timeline: each dated event is drawn or counted', `${drawn} of ${dated}`)
    ok((await rows(desk)) === events.length, 'timeline: the table has all events')
    await byKeys(desk, 'timeline')
    await desk.go(`${at}/timeline?status=planned,denied`)
    const odd = await desk.page.$$eval('.mark', (all) => all.filter((m) => !/st-(planned|denied)/.test(m.getAttribute('class'))).length)
    ok(odd === 0, 'timeline: by status')
}

async function lineage(desk, at, story) {
    await desk.go(`${at}/lineage`)
    ok((await marks(desk)).length === story.reports.length && (await rows(desk)) === story.reports.length, 'lineage: each report is drawn, and in the table')
    await byKeys(desk, 'lineage')
    await desk.go(`${at}/lineage`)
    const copy = await desk.page.$$eval('.node.is-copy', (all) => all.map((m) => m.dataset.mark))
    for (const id of [story.origins[0], copy[0]]) await desk.clickOn(`[data-mark="${id}"]`)
    const facts = await desk.page.$$eval('ol .change', (all) => all.map((c) => c.querySelector('.tag').textContent))
    ok(/What changed/.test(await desk.text('.picked h2')) && !facts.includes('wording'), 'lineage: two picked, facts first', facts.join(', '))
    await desk.click('Show changes of wording too', '.picked')
    const all = await desk.page.$$eval('ol .change', (all) => all.map((c) => c.querySelector('.tag').textContent))
    ok(all.length >= facts.length && facts.every((f, i) => all[i] === f), 'lineage: wording on demand, after the facts', all.join(', '))
}

async function lists(desk, at, items, story) {
    const splits = await items(`disagreements?story=${story.id}&limit=1000`)
    await desk.go(`${at}/disagreements`)
    ok((await desk.page.$$('.split')).length === splits.length, 'disagreements: all of them')
    const bare = await desk.page.$$eval('.value', (all) => all.filter((v) => !v.querySelector('.cite') || !v.querySelector('.indep')).length)
    ok(bare === 0, 'disagreements: each value with receipts and how many tell it')
    await desk.go(`${at}/sayings`)
    const said = await desk.page.$$eval('.saying', (all) => all.filter((s) => s.querySelector('.cite') && /first:/.test(s.textContent)).length)
    ok(said > 0 && said === (await desk.page.$$('.saying')).length, 'sayings: each with where it stood first')
}

async function map(desk, at) {
    await desk.go(`${at}/map`)
    ok((await desk.page.$$('.map-land')).length > 0, 'map: there is land')
    await byKeys(desk, 'map')
    await desk.page.focus('.brush-end input')
    await desk.page.keyboard.press('ArrowRight')
    await desk.stands()
    ok(/from=\d{4}-\d\d-\d\d/.test(desk.page.url()), 'map: days are chosen by keys', desk.page.url())
}

export async function drawings(desk, items) {
    const stories = await items('stories')
    const story = stories.find((s) => /river/i.test(s.title)) || stories[0]
    const at = `/story/${story.id}`
    await desk.look(1280, 'light')
    await timeline(desk, at, await items(`events?story=${story.id}&limit=1000`))
    await lineage(desk, at, story)
    await lists(desk, at, items, story)
    await desk.go(`${at}/actors`)
    await byKeys(desk, 'actors')
    await map(desk, at)
}
