/* reading.js - what a reader does all day: comes back to a story that has grown,
 * walks lists by j and k, follows a count to its reports, draws over the days
 * of the map. */
import { ok } from './desk.js'

const KEY = 'nutgraf.seen'

/* As if it was looked at when it had three reports less. */
async function comesBack(desk, story) {
    const day = '2032-09-09'
    const look = () => desk.page.evaluate((key, id, n, day) => localStorage.setItem(key, JSON.stringify({ [id]: { n, day, last: day } })), KEY, story.id, story.reports.length - 3, day)
    await desk.go('/')
    await look()
    await desk.go('/?new=1')
    ok(/3 new reports/.test(await desk.text('.tag-new')), 'a card tells what came since the last look', await desk.text('.cards'))
    await desk.clickOn('.tag-new')
    const told = await desk.text('.brief-since')
    const fresh = (await desk.page.$$('.line.is-new')).length
    ok(fresh > 0 && new RegExp(`${fresh} lines? new since your last look`).test(told), 'and leads to what they brought', told)
    await look()
    await desk.go(`/story/${story.id}`)
    ok((await desk.page.$$('.line.is-new')).length === fresh, 'so does the story itself')
    await desk.click('everything', '.brief-since')
    ok((await desk.page.$$('.line.is-old')).length === 0 && /since=none/.test(desk.page.url()), 'and back to everything', desk.page.url())
}

async function steps(desk, story) {
    const at = () => desk.page.evaluate(() => document.activeElement.closest('li, tr')?.textContent.slice(0, 80) ?? '')
    for (const [name, path] of [['sayings', `/story/${story.id}/sayings`], ['disagreements', `/story/${story.id}/disagreements`], ['reports', `/story/${story.id}/reports`], ['sources', '/sources']]) {
        await desk.go(path)
        const seen = []
        for (const key of ['j', 'j', 'k']) {
            await desk.page.keyboard.press(key)
            seen.push(await at())
        }
        ok(seen[0] && seen[1] !== seen[0] && seen[2] === seen[0], `j and k walk ${name}`, seen.join(' | '))
    }
}

async function counts(desk, story, items) {
    const [event] = (await items(`events?story=${story.id}&limit=1000`)).filter((e) => e.reports.length > 1)
    await desk.go(`/story/${story.id}/timeline?e=${event.id}`)
    await desk.clickOn('.picked .indep')
    const rows = await desk.page.$$eval('.rows tbody td[data-name="title"] > a', (all) => all.map((a) => a.getAttribute('href')))
    ok(rows.sort().join() === event.reports.map((r) => `/report/${r}`).sort().join(), 'a count of reports leads to them', rows.join(' '))
}

async function draws(desk, story) {
    await desk.go(`/story/${story.id}/map`)
    const bars = await desk.page.$('.brush-bars')
    await bars.evaluate((e) => e.scrollIntoView({ block: 'center' }))
    const box = await bars.boundingBox()
    await desk.page.mouse.move(box.x + box.width * 0.2, box.y + 20)
    await desk.page.mouse.down()
    await desk.page.mouse.move(box.x + box.width * 0.5, box.y + 24, { steps: 4 })
    await desk.page.mouse.up()
    await desk.stands()
    ok(/from=2032-09-0\d&to=2032-09-1\d|from=2032-09-0\d&to=2032-09-0\d/.test(desk.page.url()), 'days of the map are drawn over', desk.page.url())
    await desk.click('the world', '.switches')
    ok(/v=world/.test(desk.page.url()), 'the part of the world is in the address', desk.page.url())
}

const DAM = {
    '2031-02-03': ['Crack found in Velka dam above Trnik', 'Engineers closed the Velka dam above Trnik on Monday after divers found a crack in its wall. Inspector Jana Holub of the water board ordered the reservoir lowered. Mayor Pavol Rusnak of Trnik asked the owner, Hydrovel, for an answer.'],
    '2031-03-02': ['Court hears that Velka dam was never inspected', 'A court in Trnik heard on Monday that nobody had inspected the Velka dam for nine years. Jana Holub of the water board said that Hydrovel had refused her divers. Mayor Pavol Rusnak sat in the court.'],
}

/* Two stories, a month apart, of one thing: each tells of the other. */
export async function goesOn(desk) {
    for (const [date, [title, text]] of Object.entries(DAM))
        await fetch(`${desk.base}/api/v1/reports`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ title, text, date, source: 'Orava Daily' }) })
    const found = await (await fetch(`${desk.base}/api/v1/search?q=Velka`)).json()
    await desk.go(`/story/${found.items[0].report.story}`)
    await desk.page.$eval('.beside', (e) => e.scrollIntoView())
    await desk.stands()
    const told = await desk.text('.beside')
    ok(/Over weeks: 2 stories/.test(told) && Object.values(DAM).every(([title]) => told.includes(title)), 'a story tells what it goes on from', told)
    const faults = await desk.axe()
    ok(!faults.length, 'axe about that', faults.join('\n'))
}

export async function reading(desk, items) {
    const story = (await items('stories')).find((s) => /river/i.test(s.title))
    await desk.look(1280, 'light')
    await comesBack(desk, story)
    await steps(desk, story)
    await counts(desk, story, items)
    await draws(desk, story)
}
