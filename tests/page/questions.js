/* questions.js - the twelve questions that the page is for, each answered in at
 * most four clicks from the list of stories. Typing is no click. */
import { ok } from './desk.js'

/* [question, what is done, what must then be read (or a test of the page)] */
const QUESTIONS = [
    ['1 what do these reports say?', (d, s) => d.click(s.title, '.cards'), /judge on Friday/i],
    [
        '2 what is new since I looked?',
        async (d, s) => {
            await d.click(s.title, '.cards')
            await d.page.$eval(
                '.brief-since input',
                (e, day) => {
                    e.value = day
                    e.dispatchEvent(new Event('change', { bubbles: true }))
                },
                '2032-09-10'
            )
            await d.stands()
        },
        /new since then/i,
    ],
    ['3 how many independent reports say this?', (d) => d.clickOn('.card:has(.card-link[href*="STORY"]) .indep'), /made from/i],
    ['4 what was planned, claimed, denied, done, and when?', async (d, s) => (await d.click(s.title, '.cards'), await d.click('Timeline', '.tabs')), /planned|denied/i],
    ['5 who said it, named or not?', async (d, s) => (await d.click(s.title, '.cards'), await d.click('Sayings', '.tabs')), /regional government/i],
    [
        '6 what changed between versions?',
        async (d) => {
            await d.click('Sources', '.bar-nav')
            await d.click('Rioplata', 'main')
        },
        /facts it changed/i,
    ],
    ['7 who copied whom?', async (d, s) => (await d.click(s.title, '.cards'), await d.click('Lineage', '.tabs')), /rioplata/i],
    ['8 where do reports disagree?', (d) => d.clickOn('.card:has(.card-link[href*="STORY"]) .tag-split'), /how many died/i],
    ['9 who did what to whom?', async (d, s) => (await d.click(s.title, '.cards'), await d.click('Actors', '.tabs')), /police/i],
    [
        '10 tell me when …',
        async (d) => {
            await d.page.type('#find', 'place:concepcion indep:>1')
            await d.page.keyboard.press('Enter')
            await d.stands()
            await d.click('Watch this', 'main')
        },
        /watch/i,
    ],
    ['11 all of it as a table', async (d, s) => (await d.click(s.title, '.cards'), await d.click('Export', '.tabs')), /Events, CSV/],
    ['12 why do you say that?', async (d, s) => (await d.click(s.title, '.cards'), await d.click('why?', '.brief')), /rule|because|trigger|confidence/i],
]

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
        if (lit.replace(/\s+/g, ' ') === says.replace(/\s+/g, ' ')) good++
    }
    ok(links.length > 4 && good === Math.min(8, links.length), `pointing at a receipt lights its span (${good})`)
    await desk.page.evaluate(() => document.activeElement.blur())
    await desk.page.keyboard.press('j')
    await desk.page.keyboard.press('j')
    await desk.stands()
    const [at, lit] = await desk.page.evaluate(() => [document.activeElement.getAttribute('aria-label') || '', document.querySelector('.pane .lit')?.textContent || ''])
    ok(lit && at.includes(lit.slice(0, 30)), 'j walks the lines and lights them', `${at} | ${lit}`)
}

export async function questions(desk, items) {
    await desk.look(1280, 'light')
    const stories = await items('stories')
    const story = stories.find((s) => /river/i.test(s.title)) || stories[0]
    for (const [question, act, want] of QUESTIONS) {
        await desk.go('/')
        const clickOn = desk.clickOn
        desk.clickOn = (selector) => clickOn.call(desk, selector.replace('STORY', story.id))
        let why = ''
        try {
            await act(desk, story)
            const text = await desk.text('main, .pane')
            if (!want.test(text)) why = `no ${want} in: ${text.slice(0, 300)}`
        } catch (e) {
            why = e.message
        }
        delete desk.clickOn
        ok(!why && desk.clicks <= 4, `${question} (${desk.clicks} clicks)`, why)
    }
    await receipts(desk, story)
}
