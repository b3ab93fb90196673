/* current.js - in a row of links that is wider than the screen, the one that
 * stands for what is shown is in view. */
import { useEffect, useRef } from '../html.js'

export function useCurrentInView(what) {
    const row = useRef(null)
    useEffect(() => {
        const link = row.current?.querySelector('[aria-current]')
        if (!link || row.current.scrollWidth <= row.current.clientWidth) return
        row.current.scrollLeft = link.offsetLeft - (row.current.clientWidth - link.offsetWidth) / 2
    }, [what])
    return row
}
