/** No inline script or style, nothing from elsewhere, no frames: `views/` and the script are written for it. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const always: [string, string][] = [
  ['Content-Security-Policy', policy],
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'same-origin'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
]

/** Two years, as browsers' own lists ask for. Not for other names of the domain: they are not ours to decide about. */
const onlyTls: [string, string] = ['Strict-Transport-Security', 'max-age=63072000']

/** On every answer whatever it is: pages, fragments, errors, redirects, files. */
export const securityHeaders = (protocol: string): [string, string][] => (protocol === 'https:' ? [...always, onlyTls] : always)
