/* keys.js - the keyboard. A component says useKeys({j: [fn, 'what it does']});
 * the newest one that knows a key gets it, and ? lists them all. */
import { signal, useEffect, useRef } from './html.js'

const stack = []
export const helping = signal(false)

export function useKeys(keys, group) {
    const now = useRef(keys)
    now.current = keys
    useEffect(() => {
        const entry = { now, group }
        stack.push(entry)
        return () => stack.splice(stack.indexOf(entry), 1)
    }, [])
}

/* [{group, keys: [[key, what]]}], what is nearest first */
export function knownKeys() {
    return [...stack].reverse().map(({ now, group }) => ({
        group,
        keys: Object.entries(now.current).map(([key, [, what]]) => [key, what]),
    }))
}

const typing = (e) => /^(INPUT|TEXTAREA|SELECT)$/.test(e.tagName) || e.isContentEditable

let before = ''
function onKey(e) {
    if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented) return
    if (typing(e.target) && e.key !== 'Escape') return
    const pair = `${before} ${e.key}`
    for (const { now } of [...stack].reverse()) {
        const found = now.current[pair] || now.current[e.key]
        if (!found || found[0](e) === false) continue
        e.preventDefault()
        before = ''
        return
    }
    before = e.key === 'g' ? 'g' : ''
}

export function startKeys() {
    document.addEventListener('keydown', onKey)
}
