/* work.js - what people do with the page beside reading: add reports, walk by
 * keys, change the colours, show a token. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ok } from './desk.js'

const REPORT = `Ferry stuck off Vardholm with 80 aboard

VARDHOLM, June 3 (Northwire) - A ferry with 80 passengers ran aground off Vardholm on Sunday, the coast guard said.

"Nobody is hurt," coast guard captain Ida Storvik said.`

const PAGE = '<html><head><title>Second ferry sent to Vardholm</title><script>window.ran=1</script></head><body><article><h1>Second ferry sent to Vardholm</h1><p>VARDHOLM - A second ferry was sent to Vardholm on Sunday to take the passengers off, the coast guard said.</p><p>The work will take all night, captain Ida Storvik said.</p></article></body></html>'

const eventually = async (desk, want) => {
    for (let i = 0; i < 60; i++) {
        if (want.test(await desk.text('main'))) return true
        await new Promise((done) => setTimeout(done, 100))
    }
    return false
}

async function adds(desk, folder) {
    await desk.go('/import')
    await desk.page.type('#paste-text', REPORT)
    await desk.page.type('[name=source]', 'Northwire')
    await desk.click('Add', '.paste')
    ok(await eventually(desk, /1 report added/), 'pasted text is added', await desk.text('main'))
    const file = join(folder, 'second.html')
    writeFileSync(file, PAGE)
    const input = await desk.page.$('input[type=file]')
    await input.uploadFile(file)
    ok(await eventually(desk, /Second ferry sent/), 'a file is added', await desk.text('main'))
    await desk.click('its story', '.jobs')
    ok(/Vardholm/.test(await desk.text('main')), 'from the queue to the story')
    await desk.go('/search?q=Storvik')
    ok(/Vardholm/.test(await desk.text('.hits')), 'what was added is found at once')
}

/* A rule is tried, kept, tells of what comes, and is ended. */
async function watches(desk) {
    await desk.go('/watches?rule=vardholm')
    ok(/Nothing that is here fits|It fits/.test(await desk.text('.trial')), 'a rule is tried before it is kept')
    await desk.click('Keep it', '.watch-keep')
    ok(await eventually(desk, /is kept/), 'and kept', await desk.text('main'))
    await fetch(`${desk.base}/api/v1/reports?name=third.txt`, {
        method: 'POST',
        headers: { 'Content-Type': 'text/plain' },
        body: `${REPORT.replace('80', '81')}\n\nThe mayor of Vardholm, Per Lund, thanked the crew.`,
    })
    await desk.go('/watches')
    await desk.click('what it told', '.watches')
    ok(await eventually(desk, /Ferry stuck off Vardholm/), 'it tells of what came', await desk.text('main'))
    const faults = await desk.axe()
    ok(!faults.length, 'axe about the watches', faults.join('\n'))
    const feed = await desk.page.$eval('.watch-ways a', (e) => e.href)
    ok(/<rss/.test(await (await fetch(feed)).text()), 'and in its feed')
    await desk.click('end it', '.watches')
    ok(await eventually(desk, /No watches/), 'and is ended', await desk.text('main'))
}

/* A change that comes while one looks. */
async function hears(desk) {
    await desk.go('/')
    await desk.page.evaluate(() => (window.mark = 1))
    const before = (await desk.text('.page-head')).match(/\d+ reports/)[0]
    await fetch(`${desk.base}/api/v1/reports?name=late.txt`, {
        method: 'POST',
        headers: { 'Content-Type': 'text/plain' },
        body: `${REPORT.replace('80', '82')}\n\nA later account of it, by hand.`,
    })
    let after = before
    for (let i = 0; i < 60 && after === before; i++) {
        await new Promise((done) => setTimeout(done, 100))
        after = (await desk.text('.page-head')).match(/\d+ reports/)[0]
    }
    ok(after !== before && (await desk.page.evaluate(() => window.mark === 1)), `news come by themselves (${before}, ${after})`)
}

async function keys(desk) {
    const press = async (...all) => {
        for (const key of all) await desk.page.keyboard.press(key)
        await desk.stands()
    }
    await desk.go('/')
    await press('j', 'j', 'Enter')
    ok(/^\/story\/s/.test(new URL(desk.page.url()).pathname), 'j j Enter opens the second story', desk.page.url())
    await press(']')
    ok(/timeline$/.test(desk.page.url()), '] leads to the next tab', desk.page.url())
    await press('g', 'o')
    ok(/sources$/.test(desk.page.url()), 'g o leads to the sources', desk.page.url())
    await press('/')
    await desk.page.keyboard.type('barge')
    await press('Enter')
    ok(/q=barge/.test(desk.page.url()), '/ searches from anywhere', desk.page.url())
    await press('?')
    ok(/Everywhere/.test(await desk.text('dialog')), '? lists the keys')
    await press('Escape')
    ok(!(await desk.page.$('dialog')), 'Escape ends it')
    await desk.page.goBack()
    await desk.stands()
    ok(/sources$/.test(desk.page.url()) && /Sources/.test(await desk.text('h1')), 'back leads back', desk.page.url())
}

async function colours(desk) {
    const paper = () => desk.page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    await desk.look(1280, 'light')
    await desk.go('/about')
    const before = await paper()
    await desk.clickOn('.bar-tools button')
    const after = await paper()
    await desk.go('/about')
    ok(before !== after && (await paper()) === after, 'the colours stay as they were chosen')
    await desk.page.evaluate(() => localStorage.clear())
}

async function paper(desk, items) {
    const [story] = await items('stories?limit=1')
    await desk.go(`/story/${story.id}`)
    await desk.page.emulateMediaType('print')
    const shown = await desk.page.evaluate(() => ['.bar', '.tabs', '.pane', 'button'].filter((s) => [...document.querySelectorAll(s)].some((e) => e.checkVisibility())))
    await desk.page.emulateMediaType('screen')
    ok(!shown.length, 'on paper there is the text alone', shown.join(' '))
}

/* A correction beside what is wrong, its way back, and the list of them. */
async function corrects(desk, items) {
    const told = async (want) => {
        await desk.page.waitForFunction((want) => new RegExp(want).test(document.querySelector('.fix-notice')?.textContent || ''), { timeout: 15000 }, want)
        await desk.stands()
    }
    const stories = await items('stories')
    const story = stories.find((s) => /river/i.test(s.title)) || stories[0]
    const there = async () => (await items('stories')).find((s) => s.id === story.id)?.reports.length
    const before = await there()
    await desk.go(`/story/${story.id}/reports`)
    await desk.click('correct', 'tbody tr:last-child')
    await desk.click('Leave it out', 'tbody tr:last-child')
    await told('left out')
    const less = await there()
    await desk.click('Undo', '.fix-notice')
    await told('Taken back')
    ok(less === before - 1 && (await there()) === before, `a report is left out and taken back in (${before}, ${less})`)
    await desk.go(`/story/${story.id}`)
    const line = await desk.text('.brief-lead li:first-child .line-text')
    await desk.click('wrong', '.brief-lead')
    await told('not told')
    ok((await desk.text('.brief-lead li:first-child .line-text')) !== line, 'a line that is wrong is not told')
    await desk.go('/fixes')
    const faults = await desk.axe()
    ok(!faults.length && /undone/.test(await desk.text('.fixes')), 'the list of corrections', faults.join('\n'))
    await desk.click('Take it back', '.fixes')
    await told('Taken back')
    await desk.go(`/story/${story.id}`)
    ok((await desk.text('.brief-lead li:first-child .line-text')) === line, 'and is told again')
}

export async function work(desk, folder) {
    const items = async (path) => (await (await fetch(`${desk.base}/api/v1/${path}`)).json()).items
    await desk.look(1280, 'light')
    await keys(desk)
    await colours(desk)
    await paper(desk, items)
    await corrects(desk, items)
    await adds(desk, folder)
    if ((await fetch(`${desk.base}/api/v1/watches`)).ok) await watches(desk)
    await hears(desk)
    ok(!(await desk.page.evaluate(() => window.ran)), 'no script of an added page ran')
}

export async function locked(desk, token) {
    await desk.look(1280, 'light')
    await desk.go('/')
    ok(/needs a token/.test(await desk.text('main')), 'where a token is needed the page asks for it')
    const faults = await desk.axe()
    ok(!faults.length, 'axe about that', faults.join('\n'))
    await desk.page.type('#token', token)
    await desk.click('Open', '.lock')
    await desk.page.waitForSelector('.card', { timeout: 5000 }).catch(() => {})
    ok(!!(await desk.page.$('.card')), 'and with it shows the stories', await desk.text('main'))
}
