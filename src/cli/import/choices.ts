import { CannotStart } from '../../config.ts'
import type { DateOrder } from '../../patients/imported/birth-cell.ts'
import { countryOf } from '../../patients/imported/words.ts'
import type { Given } from '../import-command.ts'
import { type Mapping, mappingIn } from './headings.ts'

/** What was chosen on the command line, checked; kept with the import, because it has to go on as it was begun. */
export interface Choices {
  mapping: Mapping
  dates: DateOrder | null
  country: string | null
  leaveOut: string[]
  takeDoubles: boolean
  aliases: Map<string, string>
  location: string
  visitType: string
  table: { encoding: string | undefined; delimiter: string | undefined; sheet: string | undefined }
}

export function choicesIn(values: Given): Choices {
  if (values.apply && values['dry-run'])
    throw new CannotStart('--apply and --dry-run are opposites: give one of them, or none for a dry run.')
  const mapping = mappingIn(values.map ?? [])
  for (const [field, column] of mapping)
    if (field === '' || column === '') throw new CannotStart('--map: say field=heading, as in --map name=الاسم.')
  return {
    mapping,
    dates: datesIn(values.dates),
    country: countryIn(values.country),
    leaveOut: (values['leave-out'] ?? []).flatMap((text) => text.split(',')).map((text) => text.trim()),
    takeDoubles: doublesIn(values.doubles),
    aliases: mappingIn(values.doctor ?? []) as Map<string, string>,
    location: values.location ?? '',
    visitType: values['visit-type'] ?? '',
    table: { encoding: values.encoding, delimiter: values.delimiter, sheet: values.sheet },
  }
}

/** As they are kept, in one order. */
export const choicesKept = ({ mapping, aliases, ...others }: Choices): object =>
  JSON.parse(JSON.stringify({ ...others, mapping: [...mapping], aliases: [...aliases] }))

function datesIn(text: string | undefined): DateOrder | null {
  if (text === undefined) return null
  // Whatever begins with the year is read by itself.
  if (text === 'dmy' || text === 'ymd') return 'dmy'
  if (text === 'mdy') return 'mdy'
  throw new CannotStart(`--dates: "${text}" is neither dmy (day first) nor mdy (month first).`)
}

function countryIn(text: string | undefined): string | null {
  if (text === undefined) return null
  const country = countryOf(text)
  if (country === null) throw new CannotStart(`--country: "${text}" is no country that Raseel knows; say SA or EG, for instance.`)
  return country
}

function doublesIn(text: string | undefined): boolean {
  if (text !== undefined && text !== 'import' && text !== 'skip') throw new CannotStart(`--doubles: "${text}" is neither skip nor import.`)
  return text === 'import'
}
