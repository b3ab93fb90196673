/* tabs.js - the tabs of a story, in their order. Each is a file with one
 * component that gets `story`, the story's record, and asks for the rest. */
import Brief from './brief.js'
import Export from './export.js'
import Lineage from './lineage.js'
import Reports from './reports.js'
import Timeline from './timeline.js'

/* [word in the address, name, component] */
export const tabs = [
    ['brief', 'Brief', Brief],
    ['timeline', 'Timeline', Timeline],
    ['lineage', 'Lineage', Lineage],
    ['reports', 'Reports', Reports],
    ['export', 'Export', Export],
]
