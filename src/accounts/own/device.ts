/** What a browser says of itself, in the names that people know. */
export interface Device {
  browser: string | null
  system: string | null
}

/** In this order: almost every browser claims to be Safari, and many to be Chrome. */
const browsers: [sign: RegExp, name: string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|OPX|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
]

const systems: [sign: RegExp, name: string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac(intosh| OS X)\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
]

/** Reads a `User-Agent` as far as somebody needs it to know their own devices again. */
export const deviceOf = (userAgent: string | null): Device => ({ browser: named(browsers, userAgent), system: named(systems, userAgent) })

const named = (known: [RegExp, string][], text: string | null): string | null =>
  known.find(([sign]) => text && sign.test(text))?.[1] ?? null
