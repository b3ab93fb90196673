/* walk.js - walks every view of the page, in both colours and on both screens:
 *
 *     node walk.js CHROMIUM FOLDER PICTURES BASE HOSTILE LOCKED TOKEN
 *
 * BASE has the examples (and the seeds where they are), HOSTILE a store whose
 * reports try to run script, LOCKED wants TOKEN. Prints TAP; pictures are for people to look at. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Desk, counts, done, note, ok, open } from './desk.js'
import { drawings } from './drawings.js'
import { hostile } from './hostile.js'
import { questions } from './questions.js'
import { goesOn, reading } from './reading.js'
import { locked, work } from './work.js'

const [chromium, folder, pictures, base, evil, door, token] = process.argv.slice(2)
/* Each in a browser of its own, side by side: a page that is out of sight
 * draws nothing. */
const SCREENS = [
    [
        [1280, 'light'],
        [1280, 'dark'],
    ],
    [
        [360, 'light'],
        [360, 'dark'],
    ],
]

const items = async (path) => (await (await fetch(`${base}/api/v1/${path}`)).json()).items

/* [name, address, what to do there]: the tabs are those that the page has. */
async function views(desk) {
    const stories = await items('stories')
    const story = stories.find((s) => /river/i.test(s.title)) || stories[0]
    const [event] = await items(`events?story=${story.id}&limit=1`)
    const cite = event.mentions[0].cite
    const [outlet] = (await items('sources')).filter((s) => s.outlet && s.copied)
    await desk.go(`/story/${story.id}`)
    const tabs = await desk.page.$$eval('.tabs a', (all) => all.map((a) => a.getAttribute('href')))
    const bar = await desk.page.$$eval('.bar-nav a', (all) => all.map((a) => a.getAttribute('href')))
    const word = (path) => path.split('/').filter(Boolean).at(-1)
    return [
        ...bar.map((path) => [word(path) || 'stories', path]),
        ...tabs.map((path) => [`story-${/^s[a-z2-7]{12}$/.test(word(path)) ? 'brief' : word(path)}`, path]),
        ['search-hits', '/search?q=port'],
        ['source', `/sources?name=${encodeURIComponent(outlet.outlet)}`],
        ['report', `/report/${cite.report}?at=${cite.start}-${cite.end}`],
        ['fixes', '/fixes'],
        ['nothing', '/search?q=xyzzyplugh'],
        ['unknown', '/story/szzzzzzzzzzzz'],
        ['help', '/', (d) => d.page.keyboard.press('?')],
        ['receipt', `/story/${story.id}`, (d) => d.clickOn('.brief .cite-n')],
        ['new-since', `/story/${story.id}?since=${story.last}`],
    ]
}

async function walk(desk, list, screens) {
    for (const [width, theme] of screens) {
        await desk.look(width, theme)
        for (const [name, path, act] of list) {
            await desk.go(path)
            if (act) await act(desk)
            if (act) await desk.stands()
            const faults = await desk.axe(theme === 'dark')
            const wide = width < 500 ? await desk.wide() : []
            await desk.page.screenshot({ path: join(pictures, `${name}-${width}-${theme}.png`) })
            ok(!faults.length && !wide.length, `${name}, ${width} px, ${theme}`, [...faults, ...wide.map((w) => `too wide: ${w}`)].join('\n'))
        }
    }
}

async function paint(desk) {
    await desk.look(1280, 'light')
    const times = []
    for (let i = 0; i < 3; i++) {
        await desk.go('/')
        times.push(await desk.page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity))
    }
    times.sort((a, b) => a - b)
    note(`first contentful paint ${times.map(Math.round).join(', ')} ms`)
    ok(times[0] < 300, 'something to read within 300 ms', `${times[0]} ms`)
}

mkdirSync(pictures, { recursive: true })
const browser = await open(chromium, join(folder, 'large'))
const second = await open(chromium, join(folder, 'small'))
try {
    const desk = new Desk(await browser.newPage(), base)
    await desk.look(1280, 'light')
    const list = await views(desk)
    const small = new Desk(await second.newPage(), base)
    await Promise.all([walk(desk, list, SCREENS[0]), walk(small, list, SCREENS[1])])
    desk.faults.push(...small.faults)
    desk.away.push(...small.away)
    await second.close()
    await paint(desk)
    await questions(desk, items)
    await drawings(desk, items)
    await reading(desk, items)
    await work(desk, folder)
    await goesOn(desk)
    ok(!desk.faults.length, 'no error of the page', desk.faults.slice(0, 5).join('\n'))
    ok(!desk.away.length, 'no request leaves the host', desk.away.slice(0, 5).join('\n'))
    await desk.page.close()
    await hostile(new Desk(await browser.newPage(), evil))
    await locked(new Desk(await browser.newPage(), door), token)
} catch (e) {
    ok(false, 'the walk comes to its end', e.stack)
} finally {
    await browser.close()
    await second.close()
}
done()
process.exit(counts.bad ? 1 : 0)
