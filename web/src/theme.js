/* theme.js - light or dark: as the system has it until somebody chooses. */
import { signal } from './html.js'

const KEY = 'nutgraf.theme'
const dark = matchMedia('(prefers-color-scheme: dark)')

const stored = localStorage.getItem(KEY)
export const theme = signal(stored || (dark.matches ? 'dark' : 'light'))

const show = () => (document.documentElement.dataset.theme = theme.value)
show()
dark.addEventListener('change', () => {
    if (localStorage.getItem(KEY)) return
    theme.value = dark.matches ? 'dark' : 'light'
    show()
})

export function toggleTheme() {
    theme.value = theme.value === 'dark' ? 'light' : 'dark'
    localStorage.setItem(KEY, theme.value)
    show()
}
