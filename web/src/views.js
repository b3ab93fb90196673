/* views.js - the first word of an address, and what it shows. A view gets `id`,
 * the second word. */
import About from './view/about.js'
import Fixes from './view/fixes.js'
import Import from './view/import.js'
import Report from './view/report.js'
import Search from './view/search.js'
import Sources from './view/sources.js'
import Stories from './view/stories.js'
import Story from './view/story.js'
import Watches from './view/watches.js'

export const views = {
    stories: Stories,
    story: Story,
    report: Report,
    search: Search,
    sources: Sources,
    watches: Watches,
    import: Import,
    fixes: Fixes,
    about: About,
}
