import { env, stdout } from 'node:process'
import { openDatabase } from '../../src/database/pool.ts'
import { importing, silent } from './importing.ts'

/** The import as a process of its own, so that a test can kill it in the middle. */
const { IMPORT_DATABASE = '{}', IMPORT_FILE = '' } = env
const { db, close } = openDatabase(JSON.parse(IMPORT_DATABASE))
stdout.write('ready\n')
const progress = { ...silent, at: (done: number) => stdout.write(`${done}\n`) }
await importing(db, IMPORT_FILE, { values: { apply: true }, progress })
await close()
