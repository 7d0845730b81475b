import { type DayNumber, dayNumberOf } from '../../appointments/free/minutes.ts'
import type { Branch, Clinic } from '../seed/clinic.ts'
import { blockSize, peopleOfBlock, type Somebody } from './people.ts'

type Need = 'child' | 'woman' | 'adult'

/** Who may come to a department of a branch: places only, so that a million people are a few megabytes. */
export interface PatientsByNeed {
  /** The places of those whom this department sees. */
  of: (branch: Branch, clinic: Clinic) => Int32Array
  isKnownOn: (place: number, day: DayNumber) => boolean
}

const firstDay = dayNumberOf(new Temporal.PlainDate(2010, 1, 1))

/** Makes the people again, which is quicker than reading them. Now and then it lets others have their turn. */
export async function patientsByNeed(count: number, progress: (done: number) => void): Promise<PatientsByNeed> {
  const since = new Uint16Array(count)
  const lists = new Map<string, { places: Int32Array; length: number }>()
  const add = (branch: Branch, need: Need, place: number) => {
    const key = `${branch}/${need}`
    const list = lists.get(key) ?? { places: new Int32Array(count), length: 0 }
    list.places[list.length] = place
    list.length += 1
    lists.set(key, list)
  }
  for (let block = 0; block * blockSize < count; block += 1) {
    for (const person of peopleOfBlock(block)) {
      if (person.place >= count) continue
      since[person.place] = Math.max(0, person.since - firstDay)
      add(person.branch, needOf(person), person.place)
    }
    if (block % 500 === 0) {
      progress(Math.min(count, block * blockSize))
      await new Promise(setImmediate)
    }
  }
  return {
    of: (branch, clinic) => {
      const list = lists.get(`${branch}/${needFor(clinic)}`)
      return list ? list.places.subarray(0, list.length) : new Int32Array()
    },
    isKnownOn: (place, day) => (since[place] ?? 0) + firstDay <= day,
  }
}

/** Nobody is on two lists: so a day that brings nobody twice from one list brings nobody twice. */
const needOf = ({ age, sex, place }: Somebody): Need => (age < 15 ? 'child' : sex === 'female' && place % 3 === 0 ? 'woman' : 'adult')

const needFor = (clinic: Clinic): Need => (clinic === 'paediatrics' ? 'child' : clinic === 'women' ? 'woman' : 'adult')
