// A process that uses the embedded database of the folder in argv[2], until SIGTERM, as the clinic does. The tests of that database start
// and kill it. argv[3] is how long its stop may take.
import { openEmbedded } from '../../src/database/embedded.ts'
import { listenForStop } from '../../src/main/stop.ts'

const note = (_: object, text: string) => console.error(text)
const log = { info: note, warn: note, error: note }
const stop = listenForStop(Number(process.argv[3] ?? 18_000))
const database = await openEmbedded(process.argv[2] ?? '', log, stop.signal).catch((error) => {
  if (error !== stop.signal.reason) throw error
  process.exit(0)
})
stop.lastly(database.abandon)
console.log(JSON.stringify({ app: database.app, owner: database.owner }))
await stop.asked
await database.close()
process.exit(0)
