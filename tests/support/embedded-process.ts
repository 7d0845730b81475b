// A process that uses the embedded database of the folder in argv[2], until SIGTERM. The tests of that database start and kill it.
import { openEmbedded } from '../../src/database/embedded.ts'

const note = (_: object, text: string) => console.error(text)
const log = { info: note, warn: note, error: note }
const terminated = new Promise((resolve) => process.once('SIGTERM', resolve))
const database = await openEmbedded(process.argv[2] ?? '', log)
console.log(JSON.stringify({ app: database.app, owner: database.owner }))
await terminated
await database.close()
process.exit(0)
