import { rememberedSeal, sealIn } from '../audit/last-seal.ts'
import type { Seal } from '../audit/seal.ts'
import { type AuditFault, verifyAudit } from '../audit/verify.ts'
import type { Command } from '../cli.ts'
import { CannotStart, type Config } from '../config.ts'
import type { Database } from '../database/pool.ts'
import { openDatabase } from '../database/pool.ts'
import { refuseOldSchema } from '../main/schema.ts'
import { argumentsIn } from './arguments.ts'
import { progressOn } from './progress.ts'
import { withDatabase } from './with-database.ts'

export const command: Command = {
  summary: 'checks that nobody has tampered with the audit',
  details: `Compares every row of the audit with what the worker sealed, a minute after it was written, and prints each that was altered,
removed or inserted, and each seal that does not hold. That nothing was cut off the end shows by the last seal, which DATA_DIR
keeps apart from the database, and by seals from the log:

  --expect NUMBER:HASH   a seal that must be there; may be given several times

Needs the key of the seals (AUDIT_KEY_FILE). May run while the clinic is open. The exit code is 1 when something is wrong.`,
  takesArguments: true,
  run: (words) => {
    const { values } = argumentsIn(words, { options: { expect: { type: 'string', multiple: true } } })
    const expected = (values.expect ?? []).map(sealTyped)
    return withDatabase(async (reached, config) => {
      const { db, close } = openDatabase(reached.app, { connections: 2, statementTimeout: 600_000 })
      try {
        await refuseOldSchema(db)
        return await verify(db, config, expected)
      } finally {
        await close()
      }
    })
  },
}

function sealTyped(text: string): Seal {
  const seal = sealIn(text)
  if (seal === null) throw new CannotStart(`--expect: "${text}" is not a number, a colon and 64 hexadecimal digits, as in the log.`)
  return seal
}

async function verify(db: Database, { audit }: Config, typed: Seal[]): Promise<number> {
  const remembered = audit.lastSeal === null ? null : await rememberedSeal(audit.lastSeal)
  const expected = remembered === null ? typed : [...typed, remembered]
  const progress = progressOn()
  let begun = false
  const onProgress = (done: number, all: number) => {
    if (!begun) progress.begin('rows', all)
    begun = true
    progress.at(done)
  }
  let faults = 0
  for await (const fault of verifyAudit(db, { key: audit.key, expected, onProgress })) {
    faults += 1
    console.log(lineOf(fault))
  }
  if (begun) progress.done()
  console.log(faults === 0 ? 'The audit is as it was written.' : `${faults} contradictions.`)
  return faults === 0 ? 0 : 1
}

const lineOf = (fault: AuditFault): string =>
  'row' in fault
    ? `row   ${fault.fault.padEnd(14)}  ${fault.row}${fault.seal === null ? '' : `  in seal ${fault.seal}`}`
    : `seal  ${fault.fault.padEnd(14)}  ${fault.seal}`
