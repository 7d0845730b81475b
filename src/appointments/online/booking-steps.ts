import type { Wanted } from './wanted.ts'

/** One question a page, in this order; `for` and `check` name the patient and ask for signing in first. */
export type BookingStep = 'visit' | 'doctor' | 'day' | 'time' | 'for' | 'check'

/** The first question that is not answered yet, or the earlier one that somebody went back to. */
export function stepFor(wanted: Wanted): Exclude<BookingStep, 'for'> {
  const order = ['visit', 'doctor', 'day', 'time', 'check'] as const
  const answered = {
    visit: wanted.visit !== undefined && wanted.department !== undefined,
    doctor: wanted.doctor !== undefined,
    day: wanted.day !== undefined || wanted.time !== undefined,
    time: wanted.time !== undefined,
    check: false,
  }
  return order.find((step) => !answered[step] || step === wanted.at) ?? 'check'
}

/** The answers that a step builds on, as its form sends them along. */
export function answersBefore(step: BookingStep, { visit, department, doctor, branch, day, via, whom }: Wanted): Partial<Wanted> {
  if (step === 'visit') return via === 'doctor' ? { doctor, via, whom } : { whom }
  if (step === 'doctor') return { visit, department, whom }
  if (step === 'day') return { visit, department, doctor, branch, via, whom }
  return { visit, department, doctor, branch, day, via, whom }
}

/** The choices with which somebody goes back to a step: theirs are shown as chosen, and whoever goes back to a step sees it. */
export function backAt(step: Wanted['at'], wanted: Wanted): Wanted {
  return { ...wanted, from: undefined, via: wanted.via === 'doctor' && step !== 'doctor' ? 'doctor' : undefined, at: step }
}

/** The steps that this person sees, so that only those are numbered. */
function stepsOf({ via }: Pick<Wanted, 'via'>, asksForWhom: boolean): BookingStep[] {
  const chosen: BookingStep[] = via === 'time' ? ['visit', 'doctor', 'day', 'time'] : via === 'doctor' ? ['doctor'] : []
  const all: BookingStep[] = ['visit', 'doctor', 'day', 'time', ...(asksForWhom ? (['for'] as const) : []), 'check']
  return all.filter((step) => !chosen.includes(step))
}

/** "Step 3 of 5"; nothing where there is only one. */
export function progress(step: BookingStep, via: Wanted['via'], asksForWhom: boolean): { now: number; of: number } | undefined {
  const steps = stepsOf({ via }, asksForWhom)
  const now = steps.indexOf(step) + 1
  return now > 0 && steps.length > 1 ? { now, of: steps.length } : undefined
}
