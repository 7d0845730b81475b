import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
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
    if (entry.isFile() && !kept.has(relative(folder, file))) rmSync(file, { force: true })
  }
}
