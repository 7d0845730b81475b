import { existsSync } from 'node:fs'

/** ops/setup.sh looks for the same ones. */
const places = [
  ...['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].flatMap((name) => [
    `/usr/bin/${name}`,
    `/usr/local/bin/${name}`,
  ]),
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The system's Chromium, or what `CHROMIUM` names. */
export function chromiumPath(): string {
  const path = [process.env.CHROMIUM, ...places].find((place) => place !== undefined && existsSync(place))
  if (path === undefined) throw new Error('No Chromium found. Install it, or set CHROMIUM to its program.')
  return path
}

/** Quiet on a closed network, and startable as root. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
