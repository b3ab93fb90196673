/* tabs.js - the tabs of a story, in their order. Each is a file with one
 * component that gets `story`, the story's record, and asks for the rest. */
import Actors from './actors.js'
import Brief from './brief.js'
import Disagreements from './disagreements.js'
import Export from './export.js'
import Lineage from './lineage.js'
import Places from './map.js'
import Reports from './reports.js'
import Sayings from './sayings.js'
import Timeline from './timeline.js'

/* [word in the address, name, component] */
export const tabs = [
    ['brief', 'Brief', Brief],
    ['timeline', 'Timeline', Timeline],
    ['lineage', 'Lineage', Lineage],
    ['sayings', 'Sayings', Sayings],
    ['disagreements', 'Disagreements', Disagreements],
    ['actors', 'Actors', Actors],
    ['map', 'Map', Places],
    ['reports', 'Reports', Reports],
    ['export', 'Export', Export],
]
