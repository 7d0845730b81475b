import type { Id } from '../../database/ids.ts'
import type { PatientLine } from '../../patients/lines.ts'
import { bare, wordsOf } from '../../search/normalize.ts'
import { skeleton } from '../../search/skeleton.ts'

/**
 * Those of a day's patients who are easily taken for one another: whose first and last names are the same or sound alike, in
 * whichever script. The same patient with two visits is no namesake.
 */
export function namesakesAmong(patients: Iterable<PatientLine>): Set<Id<'patient'>> {
  const bySound = new Map<string, Set<Id<'patient'>>>()
  for (const { id, names } of patients) {
    for (const name of [names.ar, names.latn]) {
      if (name === null) continue
      const sound = soundOf(name)
      const alike = bySound.get(sound)
      if (alike) alike.add(id)
      else bySound.set(sound, new Set([id]))
    }
  }
  const found = new Set<Id<'patient'>>()
  for (const alike of bySound.values()) if (alike.size > 1) for (const id of alike) found.add(id)
  return found
}

const sounds = new Map<string, string>()
const remembered = 5000

/** A board asks for the same few hundred names every five seconds. */
function soundOf(name: string): string {
  const known = sounds.get(name)
  if (known !== undefined) return known
  const words = wordsOf(name)
  const sound = [...new Set([words[0] ?? '', words.at(-1) ?? ''])].map((word) => skeleton(bare(word))).join(' ')
  if (sounds.size >= remembered) sounds.clear()
  sounds.set(name, sound)
  return sound
}
