import type { Command } from '../cli.ts'
import { CannotStart } from '../config.ts'
import { argumentsIn } from './arguments.ts'

/** What `raseel import …` was asked for. */
export type Given = ReturnType<typeof given>['values']

export const command: Command = {
  summary: 'takes over patients or appointments from a CSV or XLSX file; `import list`, `import undo N`',
  details: `npx raseel import patients FILE        says what would happen, and writes nothing
npx raseel import patients FILE --apply
npx raseel import appointments FILE    after their patients
npx raseel import list                 what was taken over, with numbers
npx raseel import undo N               takes a whole import back, as if it had never been (needs DATABASE_OWNER_URL on a server of your own)

  --map name=الاسم,phone=Mobile   which column is what, by heading, letter (C) or place (#3); usual headings are known in both languages
      patients:      file name nameAr nameEn given father grandfather family sex birth birthHijri age phone phone2 phoneOf email
                     id iqama passport insurance nationality payer language
      appointments:  patient identifier doctor date time until minutes status visitType department location reason
  --dates dmy|mdy                 the order of day and month, where the file does not tell
  --country SA                    where telephone numbers without a country are dialled; otherwise the clinic's
  --leave-out phone,email         a wrong value there is left out, and the row is taken all the same
  --doubles import                rows that are perhaps somebody already known are taken as other people
  --doctor 'Dr S.=Sara Alqahtani' what the file calls a doctor; as often as needed
  --location NAME, --visit-type CODE   for appointments that do not say
  --report FILE                   all wrong rows as CSV
  --sheet NAME, --encoding NAME, --delimiter ';'   where the guess is wrong

Each row is a transaction. After an interruption the same command goes on where it stopped. Nobody is sent a message.`,
  takesArguments: true,
  run: async (words) => {
    const { values, positionals } = given(words)
    const [what = '', which, ...more] = positionals
    if (more.length > 0)
      throw new CannotStart(`"raseel import ${what}" takes one file or number, but was given "${more.join(' ')}" as well.`)
    if (what === 'patients' || what === 'appointments') {
      if (which === undefined) throw new CannotStart(`Which file? \`npx raseel import ${what} FILE\``)
      const { importFile } = await import('./import/import-file.ts')
      return await importFile(what, which, values)
    }
    if (what === 'list' && which === undefined) return await (await import('./import/list-and-undo.ts')).listImports()
    if (what === 'undo') {
      if (which === undefined || !/^\d{1,9}$/.test(which))
        throw new CannotStart('Which import? `npx raseel import list` shows their numbers.')
      return await (await import('./import/list-and-undo.ts')).undoNumber(Number(which))
    }
    throw new CannotStart('What is to be imported? `npx raseel import --help` says how.')
  },
}

const given = (words: string[]) =>
  argumentsIn(words, {
    allowPositionals: true,
    options: {
      map: { type: 'string', multiple: true },
      dates: { type: 'string' },
      country: { type: 'string' },
      'leave-out': { type: 'string', multiple: true },
      doubles: { type: 'string' },
      doctor: { type: 'string', multiple: true },
      location: { type: 'string' },
      'visit-type': { type: 'string' },
      report: { type: 'string' },
      sheet: { type: 'string' },
      encoding: { type: 'string' },
      delimiter: { type: 'string' },
      apply: { type: 'boolean' },
      'dry-run': { type: 'boolean' },
    },
  })
