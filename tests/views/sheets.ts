import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = new URL('../../static/', import.meta.url).pathname

/** A sheet's parts by name, in the order in which it imports them. */
export function partsOf(sheet: 'patient' | 'staff'): { name: string; css: string }[] {
  const names = [...readFileSync(join(folder, `${sheet}.css`), 'utf8').matchAll(/@import "\.\/css\/([\w-]+)\.css"/g)].map(
    ([, name]) => name ?? '',
  )
  return names.map((name) => ({ name, css: readFileSync(join(folder, 'css', `${name}.css`), 'utf8') }))
}

/** One declaration, with the at-rules and the selector around it. */
export interface Declaration {
  around: string[]
  property: string
  value: string
}

/** Reads plain CSS: no strings with braces or semicolons in them, which we do not write. */
export function declarationsIn(css: string): Declaration[] {
  const found: Declaration[] = []
  const around: string[] = []
  let text = ''
  const end = () => {
    const colon = text.indexOf(':')
    if (colon > 0) found.push({ around: [...around], property: text.slice(0, colon).trim(), value: text.slice(colon + 1).trim() })
    text = ''
  }
  for (const character of css.replace(/\/\*[\s\S]*?\*\//g, '')) {
    if (character === '{') {
      around.push(text.trim())
      text = ''
    } else if (character === '}') {
      end()
      around.pop()
    } else if (character === ';') end()
    else text += character
  }
  return found
}

/** The custom properties that a part sets on the root, in the mode that is asked for. */
export function tokensIn(parts: { name: string; css: string }[], names: string[]): Record<string, string> {
  const declared = parts.filter(({ name }) => names.includes(name)).flatMap(({ css }) => declarationsIn(css))
  const atRoot = declared.filter(({ around, property }) => around.at(-1) === ':root' && property.startsWith('--'))
  return Object.fromEntries(atRoot.map(({ property, value }) => [property, value]))
}
