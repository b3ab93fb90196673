/* hostile.js - reports that try to run script: in title, text, author, outlet,
 * address, and the page's own address. None of it runs, none becomes markup. */
import { ok } from './desk.js'

const PAGES = (story, report) => [
    '/',
    ...['', '/timeline', '/lineage', '/sayings', '/disagreements', '/actors', '/map', '/reports', '/export'].map((tab) => `/story/${story}${tab}`),
    `/report/${report}?at=0-40`,
    '/search?q=treaty',
    '/search?q=%3Cscript%3Ewindow.ran%3D1%3C/script%3E',
    '/search?q=%22%3E%3Cimg%20src%3Dx%20onerror%3D%22window.ran%3D1%22%3E',
    '/sources',
    '/sources?name=%3Cimg%20src=x%20onerror=window.ran=1%3E',
    '/story/%3Cscript%3Ewindow.ran=1%3C%2Fscript%3E',
    '/report/javascript:window.ran=1?at=%3Cb%3E',
    '/fixes',
    '/watches?rule=%3Csvg%20onload=window.ran=1%3E',
]

async function first(desk, kind) {
    const answer = await fetch(`${desk.base}/api/v1/${kind}?limit=1`)
    return (await answer.json()).items[0].id
}

/* Elements and attributes that no part of the page makes. */
const foreign = () => {
    const odd = [...document.querySelectorAll('script:not([src="/page.js"]), iframe, object, embed, base, img:not([src="/icon.svg"]), [onerror], [onload], [onclick], [onmouseover], svg script, svg foreignObject, meta[http-equiv]')]
    const links = [...document.querySelectorAll('[href], [src], [action], [formaction]')].filter((e) => /^\s*(javascript|data|vbscript):/i.test(e.getAttribute('href') || e.getAttribute('src') || e.getAttribute('action') || ''))
    return [...odd, ...links].map((e) => e.outerHTML.slice(0, 120))
}

export async function hostile(desk) {
    await desk.page.evaluateOnNewDocument(() => {
        document.addEventListener('securitypolicyviolation', (e) => (window.refused = `${e.violatedDirective} ${e.blockedURI}`))
    })
    await desk.look(1280, 'light')
    const story = await first(desk, 'stories')
    const report = await first(desk, 'reports')
    for (const path of PAGES(story, report)) {
        await desk.go(path)
        const cite = await desk.page.$('.cite')
        if (cite) await cite.hover()
        const ran = await desk.page.evaluate(() => window.ran || window.refused || '')
        const odd = await desk.page.evaluate(foreign)
        ok(!ran && !odd.length, `nothing runs at ${path.slice(0, 60)}`, [ran, ...odd].join('\n'))
    }
    const policy = (await fetch(desk.base)).headers.get('content-security-policy')
    ok(/trusted-types 'none'/.test(policy) && !/unsafe|\*|data:/.test(policy), 'the policy lets no string become markup', policy)
    const shown = await desk.text()
    await desk.go('/')
    ok(/<script>/.test(await desk.text()) || /<script>/.test(shown), 'what looks like markup is shown as text')
    ok(!desk.faults.length, 'hostile reports break no view', desk.faults.slice(0, 5).join('\n'))
    ok(!desk.away.length, 'hostile reports reach no other host', desk.away.slice(0, 5).join('\n'))
}
