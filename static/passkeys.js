// A passkey as a second factor. Without scripts, or in a browser that knows none, the button stays hidden and the app's number is left.
const supported = 'PublicKeyCredential' in window

const bytesOf = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
const textOf = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const keysIn = (list = []) => list.map((key) => ({ ...key, id: bytesOf(key.id) }))

function asked(text) {
  const options = JSON.parse(text)
  return {
    ...options,
    challenge: bytesOf(options.challenge),
    ...(options.user && { user: { ...options.user, id: bytesOf(options.user.id) } }),
    ...(options.allowCredentials && { allowCredentials: keysIn(options.allowCredentials) }),
    ...(options.excludeCredentials && { excludeCredentials: keysIn(options.excludeCredentials) }),
  }
}

/** What the server reads, by whichever names the browser's answer has. */
function answered({ id, rawId, type, response }) {
  const parts = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature'].filter((part) => response[part])
  return JSON.stringify({
    id,
    type,
    rawId: textOf(rawId),
    response: Object.fromEntries(parts.map((part) => [part, textOf(response[part])])),
  })
}

const show = () => {
  if (supported) for (const button of document.querySelectorAll('[data-passkey]')) button.hidden = false
}
show()

// Capturing: before the form is sent, and before htmx hears of it.
document.addEventListener(
  'click',
  async (event) => {
    const button = event.target.closest('[data-passkey]')
    if (!button) return
    event.preventDefault()
    const { passkey, options, failed } = button.dataset
    const { form } = button
    try {
      form.elements.answer.value = answered(await navigator.credentials[passkey]({ publicKey: asked(options) }))
    } catch {
      const note = document.getElementById('trouble').content.cloneNode(true)
      note.querySelector('p').textContent = failed
      document.getElementById('status').replaceChildren(note)
      return
    }
    form.action = button.formAction
    form.submit()
  },
  true,
)
