/* lock.js - asks for a token where the server wants one. It is kept until the
 * tab is closed, and sent to this server alone. */
import { html } from '../html.js'
import { token } from '../api.js'

export function Lock() {
    const submit = (e) => {
        e.preventDefault()
        token.set(new FormData(e.currentTarget).get('token').trim())
    }
    return html`<form class="lock" onSubmit=${submit}>
        <h1>This desk needs a token</h1>
        <p>Whoever runs the server makes one with <code>nutgraf token add NAME</code>.</p>
        <label for="token">Token</label>
        <input id="token" name="token" type="password" required autocomplete="off" spellcheck=${false} placeholder="ngt_…" />
        <button>Open</button>
    </form>`
}
