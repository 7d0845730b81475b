import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The newest change below these files and folders. A folder changes when something in it is added or removed. */
export function newestChange(paths) {
  let newest = 0
  for (const path of paths) {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (!stat) continue
    newest = Math.max(newest, stat.mtimeMs)
    if (stat.isDirectory()) newest = Math.max(newest, newestChange(readdirSync(path).map((name) => join(path, name))))
  }
  return newest
}

export function isFresh(stamp, sources) {
  const built = statSync(stamp, { throwIfNoEntry: false })
  return built !== undefined && newestChange(sources) <= built.mtimeMs
}

/** Stamped with the time of the newest source that went in: what is saved during a build is newer than the stamp. */
export function stampAs(stamp, changedAt) {
  writeFileSync(stamp, 'Its time is that of the newest source in this build.\n')
  utimesSync(stamp, changedAt / 1000, changedAt / 1000)
}
