/* undo.js - leaves an added report out of everything again, and takes it back:
 * a correction, so nothing is lost. */
import { html, useState } from '../html.js'
import { makeFix, undoFix, useFixing } from '../fixes.js'

export function Undo({ report }) {
    const can = useFixing()
    const [done, set] = useState(null)
    if (!can) return null
    const act = async () => {
        if (done) return (await undoFix(done)) && set(null)
        const made = await makeFix('ignore', [report.id], `“${report.title || report.path}” is left out.`)
        if (made) set(made.id)
    }
    return html`<p class="undo"><button type="button" onClick=${act}>${done ? 'Take it back in' : 'Undo: leave it out'}</button></p>`
}
