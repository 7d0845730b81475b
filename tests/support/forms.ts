/** What a form of a page would send: its hidden fields. */
export const hiddenFields = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, plain(value)]),
  )

/** The answers that a question offers. */
export const choicesOf = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(`<input [^>]*type="(?:radio|checkbox)" name="${name}" value="([^"]*)"`, 'g'))].map(([, value = '']) =>
    plain(value),
  )

export const linksIn = (html: string): string[] => [...html.matchAll(/ href="([^"]+)"/g)].map(([, href = '']) => plain(href))

/** What somebody reads of a page, without what stands in its head. */
export const wordsOf = (html: string): string =>
  plain(html.replace(/^[\s\S]*<body[^>]*>/, '').replace(/<[^>]+>/g, ' '))
    .replace(/\s+/g, ' ')
    .replace(/ (?=[,:.])/g, '')

const plain = (text: string): string =>
  text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>')
