import type { Texts } from '../web/texts.ts'
import { type Clinic, type Location, locationDay } from './queries.ts'

/** The seven days from `first` on as they really are: holidays and Ramadan included. */
export const weekAt = (t: Texts, clinic: Clinic, location: Location, first: Temporal.PlainDate) =>
  [0, 1, 2, 3, 4, 5, 6].map((days) => {
    const { day, intervals, closure } = locationDay(clinic, location, first.add({ days }))
    return { day, intervals, because: closure && t.local(closure.name) }
  })
