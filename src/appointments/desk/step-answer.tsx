import { personName } from '../../../views/booking/person-words.ts'
import { DoneNote, RefusedNote, type Undo } from '../../../views/desk/step-note.tsx'
import { PersonName } from '../../../views/ui/inline.tsx'
import { ownPath } from '../../accounts/own-path.ts'
import { type Id, idOf } from '../../database/ids.ts'
import { patientNames } from '../../patients/registering/patient-names.ts'
import type { WebContext } from '../../web/context.ts'
import { fragment, isFragment } from '../../web/page.ts'
import { isTextKey, type TextKey, type Texts } from '../../web/texts.ts'
import type { QueueEntry } from '../queue/queue.ts'
import { lastOf, type StepTakenRow, stepsTaken, undoableOf } from '../visit/steps-taken.ts'
import type { DeskAppointmentRow } from './desk-appointment.ts'

type Done = StepTakenRow['step'] | 'undo'

/** The boards that are open read again at once, wherever in the page the form stood. */
export const boardsHear = JSON.stringify({ 'day-book-changed': { target: 'body' } })

/** A step was taken: a note for `#status` where scripts run, otherwise the page that it came from, which shows the same note. */
export async function doneAnswer(c: WebContext, appointment: DeskAppointmentRow, done: Done): Promise<Response> {
  const { db, t } = c.var
  const steps = await stepsTaken(db, appointment.id)
  const undo = done === 'undo' ? null : undoableOf(steps)
  const undoable = undo?.step === done ? undo.id : null
  if (!isFragment(c)) return c.redirect(withNote(backOf(c, appointment.id), { done, visit: appointment.id, undo: undoable }), 303)
  c.header('HX-Trigger', boardsHear)
  const name = personName(t, await patientNames(db, appointment.patient_id))
  return fragment(c, <StepDone t={t} done={done} name={name} undo={undoable && undoOf(appointment.id, undoable)} />)
}

/** The same for somebody who waits without an appointment. */
export async function queueDoneAnswer(c: WebContext, entry: QueueEntry, done: 'departure' | 'undo'): Promise<Response> {
  const { db, t } = c.var
  if (!isFragment(c)) return c.redirect(withNote(backOf(c, null), { done, entry: done === 'undo' ? null : entry.id }), 303)
  c.header('HX-Trigger', boardsHear)
  const name = personName(t, await patientNames(db, entry.patient_id))
  return fragment(c, <StepDone t={t} done={done} name={name} undo={done === 'undo' ? null : undoOfEntry(entry.id)} />)
}

const undoOf = (visit: Id<'appointment'>, step: Id<'appointment-step'>): Undo => ({ action: `/appointments/${visit}/undo`, step })

const undoOfEntry = (entry: Id<'queue-entry'>): Undo => ({ action: `/queue/${entry}/undo`, step: entry })

/**
 * The note of a page that somebody was sent back to by a step without scripts. `nameOf` finds the patient among what the page shows;
 * the address names nobody. No statement.
 */
export function doneNote(c: WebContext, nameOf: (visit: Id<'appointment'>) => string | undefined = () => undefined) {
  const { t } = c.var
  const { done = '', visit, entry, undo } = c.req.query()
  const id = idOf<'appointment'>(visit)
  const waiting = idOf<'queue-entry'>(entry)
  const step = idOf<'appointment-step'>(undo)
  if (!isTextKey(`step.done.${done}`)) return null
  const back = waiting ? undoOfEntry(waiting) : id && step && undoOf(id, step)
  return <StepDone t={t} done={done} name={(id && nameOf(id)) ?? t('step.thePatient')} undo={back} />
}

interface StepDoneProps {
  t: Texts
  done: string
  name: string
  undo: Undo | null
}

function StepDone({ t, done, name, undo }: StepDoneProps) {
  const key = `step.done.${done}`
  return (
    <DoneNote t={t} undo={undo}>
      {isTextKey(key) && t.jsx(key, { name: <PersonName name={name} /> })}
    </DoneNote>
  )
}

/** Why nothing was changed: the rule, how the visit stands now, and who brought it there. */
export async function refusedNote(c: WebContext, appointment: DeskAppointmentRow, reason: TextKey) {
  const { db, t } = c.var
  const last = lastOf(await stepsTaken(db, appointment.id))
  const meanwhile =
    last && t.jsx(`step.by.${last.step}`, { who: <PersonName name={whoOf(t, last)} />, time: clockOf(t, last, appointment) })
  return (
    <RefusedNote meanwhile={meanwhile ?? null}>
      {t(reason)} {t(`step.is.${appointment.status}`)}
    </RefusedNote>
  )
}

export const whoOf = (t: Texts, { by }: Pick<StepTakenRow, 'by'>): string => (by ? t.local(by) : t('step.somebody'))

const clockOf = (t: Texts, { at }: StepTakenRow, { zone }: DeskAppointmentRow): string => t.time(at.toZonedDateTimeISO(zone))

/** Where a form without scripts came from: what it says itself, or the page that sent it; never another host. */
function backOf(c: WebContext, appointment: Id<'appointment'> | null): string {
  const from = c.req.header('Referer')
  const sent = from && URL.canParse(from) ? new URL(from) : null
  const back = ownPath(c.var.posted.get('back')) ?? (sent?.host === c.var.url.host ? ownPath(sent.pathname + sent.search) : null)
  // The page of the step itself has done its duty.
  const own = appointment ? `/appointments/${appointment}` : '/day-book'
  return back === null || back.startsWith(`${own}/`) || back.startsWith('/queue/') ? own : back
}

function withNote(path: string, note: Record<string, string | null>): string {
  const url = new URL(path, 'http://own.invalid')
  for (const [name, value] of Object.entries(note)) {
    if (value === null) url.searchParams.delete(name)
    else url.searchParams.set(name, value)
  }
  return url.pathname + url.search
}
