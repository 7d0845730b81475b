import { belongsToNext, isParticle } from '../../search/normalize.ts'

interface NameParts {
  given: string
  father: string
  grandfather: string
  family: string
}

/**
 * The four parts as they are usual: given name, father's, grandfather's, family. A proposal only, for somebody to correct, because
 * no rule knows where a name ends. `Abd Al-Rahman` and `Al Ghamdi` stay whole; `bin` is nobody's name.
 */
function proposedParts(text: string): NameParts {
  const words = wholeWords(text)
  const [given = '', second = '', third = '', ...others] = words
  const none = { given, father: '', grandfather: '', family: '' }
  if (words.length < 2) return none
  if (words.length === 2) return { ...none, family: second }
  if (words.length === 3) return { ...none, father: second, family: third }
  return { given, father: second, grandfather: third, family: others.join(' ') }
}

/** The form's fields with proposals where nobody has written anything. */
export function withParts(typed: Record<string, string>): Record<string, string> {
  const filled = { ...typed }
  for (const suffix of ['', '2']) {
    for (const [part, text] of Object.entries(proposedParts(typed[`name${suffix}`] ?? ''))) filled[`${part}${suffix}`] ||= text
  }
  return filled
}

function wholeWords(text: string): string[] {
  const words: string[] = []
  let held = ''
  const typed = text.trim().split(/\s+/u).filter(Boolean)
  for (const [place, word] of typed.entries()) {
    const last = place === typed.length - 1
    if (!last && belongsToNext(word)) {
      held += `${word} `
    } else if (last || held !== '' || place === 0 || !isParticle(word)) {
      words.push(held + word)
      held = ''
    }
  }
  return words
}
