import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { PaperDocument } from '../../../views/paper/paper-document.tsx'
import { audit } from '../../audit/write.ts'
import { clinicOf, type Location, locationToday } from '../../clinic/queries.ts'
import type { Id } from '../../database/ids.ts'
import type { Database } from '../../database/pool.ts'
import type { Handler } from '../../jobs/deliver.ts'
import { lookAgain } from '../../jobs/enqueue.ts'
import { reasonOf } from '../../jobs/failure.ts'
import type { Language } from '../../web/texts/formatters.ts'
import type { Texts } from '../../web/texts.ts'
import { paperSheet } from './paper-words.ts'

interface Parts {
  db: Database
  folder: string
  textsFor: (language: Language, country: string) => Texts
  log: Pick<Logger, 'warn'>
}

/** The recurring job that keeps today and tomorrow as files. */
export const paperJob = { topic: 'paper-day', cause: 'ten-minutes' }

/** Seconds between two savings, and before the next try where the folder cannot be written to. */
const every = 600
const afterFailure = 60

/** Saves today and tomorrow of each location, for a day on which nothing else works; a folder that is away is tried again in a minute. */
export function keepPaperDays(parts: Parts): Handler {
  const seen = new Map<string, Set<Id<'patient'>>>()
  return async () => {
    let inSeconds = every
    try {
      await savePaperDays(parts, seen)
    } catch (error) {
      parts.log.warn({ reason: reasonOf(error) }, 'the paper day could not be saved; trying again in a minute')
      inSeconds = afterFailure
    }
    await lookAgain(parts.db, { ...paperJob, inSeconds })
  }
}

async function savePaperDays({ db, folder, textsFor }: Parts, seen: Map<string, Set<Id<'patient'>>>): Promise<void> {
  const clinic = await clinicOf(db)
  const { country, default_language, clinic_name, hijri_dates } = clinic.settings
  const t = textsFor(default_language === 'en' ? 'en' : 'ar', country)
  const now = Temporal.Now.instant()
  await mkdir(folder, { recursive: true })
  const names = new Set<string>()
  for (const location of clinic.locations) {
    const today = locationToday(clinic, location, now).day
    for (const day of [today, today.add({ days: 1 })]) {
      const { sheet, patients } = await paperSheet(db, t, location, day)
      const at = now.toZonedDateTimeISO(location.zone)
      const name = fileName(t, location, day)
      const shown = seen.get(name) ?? new Set()
      const unseen = patients.filter((patient) => !shown.has(patient))
      if (unseen.length > 0) await audit(db, null, { action: 'paper-day.save', patients: unseen })
      const document = await PaperDocument({ t, clinic: t.local(clinic_name), sheet, hijri: hijri_dates, at })
      await writeWhole(join(folder, name), `<!DOCTYPE html>${document}`)
      seen.set(name, new Set(patients))
      names.add(name)
    }
  }
  await removePast(folder, names)
  for (const name of seen.keys()) if (!names.has(name)) seen.delete(name)
}

// What no file system allows in a name, and what would lead to another folder.
const fileName = (t: Texts, { name }: Location, day: Temporal.PlainDate): string =>
  `raseel ${day} ${t.local(name).replaceAll(/[\p{Cc}/\\:*?"<>|]/gu, ' ')}.html`

/** Whoever opens the file while it is written sees the old one or the new one. Others of the clinic may read it: the folder says who. */
async function writeWhole(path: string, text: string): Promise<void> {
  const unfinished = `${path}.${process.pid}`
  await writeFile(unfinished, text, { mode: 0o640 })
  await rename(unfinished, path)
}

const ours = /^raseel \d{4}-\d\d-\d\d .+\.html$/

/** Names and phones of days that are over do not stay in the folder. */
async function removePast(folder: string, kept: Set<string>): Promise<void> {
  for (const name of await readdir(folder)) if (ours.test(name) && !kept.has(name)) await rm(join(folder, name), { force: true })
}

/** When the newest of the files was written; null where there is none, or the folder is away. */
export async function paperKeptAt(folder: string): Promise<Temporal.Instant | null> {
  try {
    const names = (await readdir(folder)).filter((name) => ours.test(name))
    const times = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).mtimeMs))
    return times.length === 0 ? null : Temporal.Instant.fromEpochMilliseconds(Math.floor(Math.max(...times)))
  } catch {
    return null
  }
}
