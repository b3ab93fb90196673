/* main.js - starts the page. */
import { html, render } from './html.js'
import { listen } from './api.js'
import { startKeys } from './keys.js'
import { startRouting } from './route.js'
import { App } from './app.js'

startRouting()
startKeys()
render(html`<${App} />`, document.getElementById('page'))
listen()
