import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** Each file appears whole: another process may be starting from this folder. */
export function writeWhole(file, content) {
  mkdirSync(dirname(file), { recursive: true })
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, content)
  renameSync(unfinished, file)
}

/** Removes what earlier builds left. */
export function keepOnly(folder, files) {
  const kept = new Set(files.map((file) => relative(folder, file)))
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    if (entry.isFile() && !kept.has(relative(folder, file)) && !isBeingWritten(file)) rmSync(file, { force: true })
  }
}

/** By another build at the same time; one that was killed has left it longer ago. */
function isBeingWritten(file) {
  const stat = statSync(file, { throwIfNoEntry: false })
  return /\.\d+$/.test(file) && stat !== undefined && Date.now() - stat.mtimeMs < 60_000
}
