import { rmSync } from 'node:fs'
import type { TestProject } from 'vitest/node'

/** vitest clears its folders of compiled files while the last ones are still being written to, and then leaves them behind. */
export function leaveNothing(project: TestProject): void {
  const folders = [project, project.vitest.getRootProject()].map(({ tmpDir }) => tmpDir)
  process.once('exit', () => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })
}
