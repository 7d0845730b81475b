import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { removeFolder, startClinic, temporaryFolder } from '../support/running-clinic.ts'
import { cpuOf, memoryOf } from './processes.ts'
import { atMost, figure, type Measure } from './report.ts'

const program = join(import.meta.dirname, 'main.js')

/** The start of a clinic that has its data, the best of five, and what it holds in memory when nobody asks. */
export async function start(): Promise<Measure[]> {
  const folder = temporaryFolder()
  try {
    const first = await startClinic(program, folder)
    await first.stop()
    const starts: { wall: number; cpu: number }[] = []
    let memory = 0
    for (let run = 0; run < 5; run++) {
      const clinic = await startClinic(program, folder)
      starts.push({ wall: clinic.readyAfter, cpu: cpuOf(clinic.pid) })
      await pause(run === 4 ? 5000 : 0)
      memory = memoryOf(clinic.pid)
      await clinic.stop()
    }
    return [
      figure('start: first, with an empty folder', 'ms', first.readyAfter),
      atMost('start: existing database', 'ms', 1500, Math.min(...starts.map(({ wall }) => wall))),
      atMost('start: existing database, CPU', 'ms CPU', 600, Math.min(...starts.map(({ cpu }) => cpu))),
      atMost('start: memory of the app at rest', 'MB', 150, memory),
    ]
  } finally {
    removeFolder(folder)
  }
}
