import type { Id } from '../../src/database/ids.ts'
import type { StaffRole } from '../../src/database/tables.ts'
import { anAccess, aPatient, aStaffMember, aUser } from '../support/people.ts'
import { inClinic } from './in-clinic.ts'

let made = 0

interface SomebodyNew {
  email: string
  patient: Id<'patient'>
  recordNumber: string
  /** An account of somebody who acts for nobody yet, and whose name it is. */
  brother: { email: string; name: { en: string; ar: string } }
}

/**
 * Somebody of whom no other test knows, in the clinic's own database, told in this language: with an e-mail address, a record, a sister
 * who acts for them, and a brother with an account.
 */
export const somebodyNew = (language: 'en' | 'ar' = 'en'): Promise<SomebodyNew> =>
  inClinic(async (db) => {
    made += 1
    const own = `${process.pid}${made}`
    const email = `mariam${own}@patients.example`
    const user = await aUser(db, { email, language, name: { en: 'Mariam Alshehri', ar: 'مريم الشهري' } })
    const recordNumber = `X-${own}`
    const patient = await aPatient(db, { record_number: recordNumber, name: 'Mariam Alshehri', nameAr: 'مريم الشهري' })
    await anAccess(db, user, patient)
    const sister = await aUser(db, { email: `sister${own}@patients.example`, name: { en: 'Salma Alshehri', ar: 'سلمى الشهري' } })
    await anAccess(db, sister, patient, { relation: 'carer' })
    const brother = { email: `brother${own}@patients.example`, name: { en: 'Turki Alshehri', ar: 'تركي الشهري' } }
    await aUser(db, { ...brother, language })
    return { email, patient: patient.id, recordNumber, brother }
  })

/** Somebody at the reception of whom no other test knows; by whose name they alone are found. */
export const aColleague = (role: StaffRole = 'receptionist') =>
  inClinic(async (db) => {
    made += 1
    const letters = [...String(process.pid * 10 + made)].map((digit) => 'abdehklmnr'[Number(digit)]).join('')
    const staffName = `staff-${letters}`
    const name = { en: `Amira ${letters}`, ar: `أميرة ${letters}` }
    await aStaffMember(db, role, { staffName, name, demo: true })
    return { staffName, name }
  })

/** A mobile number that nobody in the clinic has. */
export function aNewPhone(): string {
  made += 1
  return `05${String((process.pid % 10_000) * 10_000 + made).padStart(8, '0')}`
}
