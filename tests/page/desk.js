/* desk.js - a browser at the page: opens addresses, waits until a view stands,
 * looks at it with axe, counts clicks. Written for walk.js and its parts. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import puppeteer from 'puppeteer-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let tests = 0
export const counts = { bad: 0 }
export function ok(good, name, why) {
    if (!good && why) for (const line of String(why).split('\n')) console.log(`# ${line}`)
    console.log(`${good ? 'ok' : 'not ok'} ${++tests} - ${name}`)
    if (!good) counts.bad++
}
export const done = () => console.log(`1..${tests}`)
export const note = (text) => console.log(`# ${text}`)

/* In this process's hands alone: a folder of its own, closed at the end. */
export const open = (chromium, folder) =>
    puppeteer.launch({
        executablePath: chromium,
        userDataDir: folder,
        args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-extensions', '--disable-background-networking', '--force-color-profile=srgb', '--hide-scrollbars'],
    })

export class Desk {
    constructor(page, base) {
        Object.assign(this, { page, base, away: [], faults: [], clicks: 0 })
        page.on('request', (r) => {
            const url = r.url()
            if (!url.startsWith(`${base}/`) && !/^(data|blob|about):/.test(url)) this.away.push(url)
        })
        page.on('pageerror', (e) => this.faults.push(e.message))
        page.on('dialog', (d) => (this.faults.push(`dialog: ${d.message()}`), d.dismiss()))
        page.on('console', (m) => {
            if (m.type() === 'error' && !/Failed to load resource/.test(m.text())) this.faults.push(m.text())
        })
    }

    async look(width, theme) {
        const small = width < 500
        await this.page.emulateMediaFeatures([
            { name: 'prefers-color-scheme', value: theme },
            { name: 'prefers-reduced-motion', value: 'reduce' },
        ])
        await this.page.setViewport({ width, height: small ? 740 : 860, isMobile: small, hasTouch: small })
    }

    async go(path) {
        await this.page.goto(this.base + path, { waitUntil: 'domcontentloaded' })
        await this.stands()
        this.clicks = 0
    }

    /* Until nothing is loading and the page has not changed for a moment. */
    stands(most = 8000) {
        return this.page
            .evaluate(
                (most) =>
                    new Promise((done) => {
                        const began = performance.now()
                        let last = began
                        const eye = new MutationObserver(() => (last = performance.now()))
                        eye.observe(document.body, { subtree: true, childList: true, characterData: true })
                        const timer = setInterval(() => {
                            const now = performance.now()
                            const busy = document.querySelector('.loading') || !document.querySelector('main')
                            if ((busy || now - last < 120) && now - began < most) return
                            clearInterval(timer)
                            eye.disconnect()
                            done(!busy)
                        }, 30)
                    }),
                most
            )
            .catch(() => false)
    }

    /* By what a person reads on it. */
    async click(text, within = 'body') {
        const found = await this.page.evaluateHandle(
            (text, within) => {
                const all = [...document.querySelectorAll(`${within} :is(a, button, summary, label, input, [role=tab], [role=button])`)]
                const seen = all.filter((e) => e.checkVisibility())
                const says = (e) => (e.textContent.trim() || e.getAttribute('aria-label') || '').replace(/\s+/g, ' ')
                return seen.find((e) => says(e) === text) || seen.find((e) => says(e).includes(text)) || null
            },
            text,
            within
        )
        const element = found.asElement()
        if (!element) throw new Error(`nothing to click says "${text}"`)
        await this.press(element)
    }

    async clickOn(selector) {
        const element = await this.page.$(selector)
        if (!element) throw new Error(`there is no ${selector}`)
        await this.press(element)
    }

    async press(element) {
        await element.evaluate((e) => e.scrollIntoView({ block: 'center' }))
        await element.click()
        this.clicks++
        await this.stands()
    }

    text(selector = 'body') {
        return this.page.$$eval(selector, (all) => all.map((e) => e.innerText).join('\n'))
    }

    /* The structure is the same in both colours: in the dark contrast alone. */
    async axe(contrast = false) {
        if (!(await this.page.evaluate(() => !!window.axe))) await this.page.evaluate(axe)
        const found = await this.page.evaluate(
            (contrast) =>
                window.axe.run(document, {
                    resultTypes: ['violations'],
                    runOnly: contrast ? { type: 'rule', values: ['color-contrast'] } : ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
                }),
            contrast
        )
        return found.violations
            .filter((v) => v.impact === 'serious' || v.impact === 'critical')
            .map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.target} ${(n.any[0] || n.all[0] || n.none[0])?.message || ''}`).join(' | ')}`)
    }

    /* What sticks out to the right of the screen. */
    wide() {
        return this.page.evaluate(() => {
            const room = document.documentElement.clientWidth
            if (document.documentElement.scrollWidth <= room + 1) return []
            return [...document.querySelectorAll('main *')].filter((e) => e.getBoundingClientRect().right > room + 1 && !e.closest('nav')).slice(0, 4).map((e) => `${e.tagName}.${e.className?.baseVal ?? e.className}`)
        })
    }
}
