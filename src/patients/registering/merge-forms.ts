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

/** Fields that say something only beside another: a select has a value also where there is nothing to say it of. */
const beside: Record<string, string> = { whose2: 'phone2', guardianRelation: 'guardian' }

/** What two people made of one form: `was` is what both began with. */
export function differencesOf(was: Fields, mine: Fields, theirs: Fields): Difference[] {
  return Object.keys(theirs).flatMap((field): Difference[] => {
    const [before, ours, saved] = [was[field] ?? '', (mine[field] ?? '').trim(), theirs[field] ?? '']
    const other = beside[field]
    const isSaid = other === undefined || (mine[other] && theirs[other])
    if (ours === saved || following.has(field) || !isSaid) return []
    return [{ field, mine: ours, theirs: saved, take: ours === before ? 'theirs' : 'mine' }]
  })
}

/** The form with the choices made: `take.name` is `theirs` where the saved one is to stay, and what is said beside it stays with it. */
export function merged(typed: Fields, theirs: Fields): Record<string, string> {
  const both = Object.entries(typed).map(([field, value]) => {
    const take = typed[`take.${field}`] ?? typed[`take.${beside[field]}`]
    const chosen = take === 'theirs' ? theirs[field] : value
    return [field, chosen ?? ''] as const
  })
  const result = Object.fromEntries(both)
  return { ...result, noPhone: result.phone ? '' : (result.noPhone ?? theirs.noPhone ?? '') }
}
