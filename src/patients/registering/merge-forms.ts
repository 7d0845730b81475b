/** A field in which what somebody typed differs from what is saved by now. */
export interface Difference {
  field: string
  mine: string
  theirs: string
  /** What is proposed: theirs where only they have changed it. */
  take: 'mine' | 'theirs'
}

type Fields = Record<string, string | undefined>

/** Fields that follow from others. */
const following = new Set(['noPhone'])

/** What two people made of one form: `was` is what both began with. */
export function differencesOf(was: Fields, mine: Fields, theirs: Fields): Difference[] {
  return Object.keys(theirs).flatMap((field): Difference[] => {
    const [before, ours, saved] = [was[field] ?? '', (mine[field] ?? '').trim(), theirs[field] ?? '']
    if (ours === saved || following.has(field)) return []
    return [{ field, mine: ours, theirs: saved, take: ours === before ? 'theirs' : 'mine' }]
  })
}

/** The form with the choices made: `take.name` is `theirs` where the saved one is to stay. */
export function merged(typed: Fields, theirs: Fields): Record<string, string> {
  const both = Object.entries(typed).map(([field, value]) => {
    const chosen = typed[`take.${field}`] === 'theirs' ? theirs[field] : value
    return [field, chosen ?? ''] as const
  })
  const result = Object.fromEntries(both)
  return { ...result, noPhone: result.phone ? '' : (result.noPhone ?? theirs.noPhone ?? '') }
}
