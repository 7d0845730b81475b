import { createInterface } from 'node:readline/promises'
import { invitationHours } from '../accounts/invitations/invite.ts'
import { loginOf } from '../accounts/logins.ts'
import type { Command } from '../cli.ts'
import { CannotStart } from '../config.ts'
import { openDatabase } from '../database/pool.ts'
import type { Sex } from '../database/tables.ts'
import { migrateReached, refuseOldSchema } from '../main/schema.ts'
import { createAdmin } from '../staff/accounts/create-admin.ts'
import { argumentsIn } from './arguments.ts'
import { withDatabase } from './with-database.ts'

export const command: Command = {
  summary: 'makes the first administrator, with a one-time invitation',
  details: `Asks for what is not given, and prints an address and a code, which is shown this once: whoever types it there within
${invitationHours} hours chooses a password and sets up a second factor. The clinic may be open meanwhile.

  --name TEXT       the person's name
  --sex female|male for the words that depend on it
  --login TEXT      an e-mail address or a staff name, by which they sign in`,
  takesArguments: true,
  run: async (words) => {
    const given = argumentsIn(words, { options: { name: { type: 'string' }, sex: { type: 'string' }, login: { type: 'string' } } }).values
    const answers = await askedFor(given)
    const name = nameIn(answers.name)
    const sex = sexIn(answers.sex)
    const login = loginIn(answers.login)
    return withDatabase(async (reached, config) => {
      const { db, close } = openDatabase(reached.app, { connections: 1 })
      try {
        if (reached.embedded) await migrateReached(reached)
        else await refuseOldSchema(db)
        // A day early, so that it is today wherever the clinic is.
        const from = Temporal.Now.plainDateISO('UTC').subtract({ days: 1 })
        const answer = await createAdmin(db, { name: { en: name, ar: name }, sex, login, from })
        if (!answer.ok) throw new CannotStart(`--login: somebody signs in by "${login.value}" already.`)
        console.log(`${name} signs in as ${login.value}.\n`)
        console.log(`  Address          ${new URL('/invitation', config.staffUrl).href}`)
        console.log(`  Invitation code  ${answer.code}\n`)
        console.log(`The code is shown this once and may be used for ${invitationHours} hours.`)
        return 0
      } finally {
        await close()
      }
    })
  },
}

type Answers = Record<'name' | 'sex' | 'login', string>

async function askedFor(given: Partial<Answers>): Promise<Answers> {
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  const lines = reader[Symbol.asyncIterator]()
  const ask = async (question: string): Promise<string> => {
    process.stderr.write(question)
    const line = await lines.next()
    return line.done ? '' : line.value
  }
  try {
    return {
      name: given.name ?? (await ask('Name: ')),
      sex: given.sex ?? (await ask('Sex (female or male): ')),
      login: given.login ?? (await ask('E-mail address or staff name to sign in by: ')),
    }
  } finally {
    reader.close()
  }
}

function nameIn(text: string): string {
  const name = text.trim()
  if (name === '' || name.length > 120) throw new CannotStart('--name: a name has 1 to 120 characters.')
  return name
}

function sexIn(text: string): Sex {
  const sex = (['female', 'male'] as const).find((one) => one.startsWith(text.trim().toLowerCase()) && text.trim() !== '')
  if (!sex) throw new CannotStart('--sex: must be female or male.')
  return sex
}

function loginIn(text: string) {
  const login = loginOf(text, 'SA')
  if (!login || login.kind === 'phone')
    throw new CannotStart('--login: must be an e-mail address or a staff name of English letters and digits.')
  return login
}
