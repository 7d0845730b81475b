import './app.js'
import './live.js'
import './keys.js'
import './passkeys.js'
