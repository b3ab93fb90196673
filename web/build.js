/* build.js - makes the page: node web/build.js FOLDER
 *
 *     src/main.js, src/style.css -> page.js, page.css    by esbuild
 *     world-atlas                -> world.json           loaded by the map alone
 *                                   regions.json         finer, for a near view
 *     package-lock.json          -> licences.json        shown under About
 *
 * Everything is written gzipped, as it is linked into the program and sent. The
 * same sources give the same bytes: gzip headers hold neither name nor time.
 */
import { build } from 'esbuild'
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const here = dirname(fileURLToPath(import.meta.url))
const to = process.argv[2]
const read = (name) => readFileSync(join(here, name), 'utf8')

function write(name, text) {
    const packed = gzipSync(text, { level: 9 })
    writeFileSync(join(to, `${name}.gz`), packed)
    return packed.length
}

async function bundle(entry, more) {
    const made = await build({
        entryPoints: [join(here, 'src', entry)],
        absWorkingDir: here,
        bundle: true,
        minify: true,
        write: false,
        charset: 'utf8',
        legalComments: 'none',
        target: ['es2022', 'chrome105', 'firefox115', 'safari16'],
        ...more,
    })
    return made.outputFiles[0].text
}

/* Of each package that the lock file brings into the page. */
function licences() {
    const locked = JSON.parse(read('package-lock.json')).packages
    const rows = []
    for (const [path, entry] of Object.entries(locked)) {
        if (!path || entry.dev) continue
        const folder = join(here, path)
        const about = JSON.parse(readFileSync(join(folder, 'package.json')))
        const file = readdirSync(folder).find((f) => /^licen[sc]e/i.test(f))
        rows.push({
            name: about.name,
            version: about.version,
            licence: about.license,
            text: file ? readFileSync(join(folder, file), 'utf8') : '',
        })
    }
    rows.sort((a, b) => (a.name < b.name ? -1 : 1))
    return JSON.stringify(rows)
}

mkdirSync(to, { recursive: true })
const sizes = {
    'page.js': write('page.js', await bundle('main.js', { format: 'iife' })),
    'page.css': write('page.css', await bundle('style.css', {})),
}
write('index.html', read('index.html'))
write('icon.svg', read('icon.svg'))
for (const [name, scale] of [['world', '110m'], ['regions', '50m']]) {
    const atlas = JSON.parse(read(`node_modules/world-atlas/countries-${scale}.json`))
    delete atlas.objects.land
    write(`${name}.json`, JSON.stringify(atlas))
}
write('licences.json', licences())
const sum = sizes['page.js'] + sizes['page.css']
console.log(`  page.js ${sizes['page.js']} + page.css ${sizes['page.css']} bytes gzipped`)
if (sum > 100_000) {
    console.error(`the page is ${sum} bytes; 100,000 is the most it may be`)
    process.exit(1)
}
