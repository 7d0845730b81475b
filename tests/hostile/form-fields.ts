export interface PageForm {
  action: string
  method: 'get' | 'post'
  /** As a browser would send it untouched; of radios and selects the first answer where none is chosen. */
  fields: Record<string, string>
}

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)
  return found?.[1] === undefined ? undefined : plain(found[1])
}

const plain = (text: string): string =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** Every form of a page with every field that it sends, those that stand outside of it by `form=` included. */
export function formsIn(html: string, address: string): PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', body = '']) => {
    const tag = `<form ${head}>`
    const id = attribute(tag, 'id')
    const outside = id
      ? [...html.matchAll(new RegExp(`<(?:input|button)\\b[^>]*\\sform="${id}"[^>]*>`, 'g'))].map(([one]) => one).join('')
      : ''
    return {
      action: attribute(tag, 'action') ?? address,
      method: attribute(tag, 'method') === 'post' ? 'post' : 'get',
      fields: fieldsIn(body + outside),
    }
  })
}

function fieldsIn(html: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [tag] of html.matchAll(/<(?:input|button)\b[^>]*>/g)) {
    const name = attribute(tag, 'name')
    if (name === undefined || name === '') continue
    const choice = /\stype="(radio|checkbox)"/.test(tag)
    if (choice && fields[name] !== undefined && !/\schecked\b/.test(tag)) continue
    fields[name] = attribute(tag, 'value') ?? (choice ? 'on' : '')
  }
  for (const [, head = '', body = ''] of html.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const name = attribute(`<select ${head}>`, 'name')
    const options = [...body.matchAll(/<option\b[^>]*>/g)].map(([tag]) => tag)
    const chosen = options.find((tag) => /\sselected\b/.test(tag)) ?? options.find((tag) => attribute(tag, 'value')) ?? options[0]
    if (name) fields[name] = (chosen && attribute(chosen, 'value')) ?? ''
  }
  for (const [, head = '', body = ''] of html.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)) {
    const name = attribute(`<textarea ${head}>`, 'name')
    if (name) fields[name] = plain(body)
  }
  return fields
}
