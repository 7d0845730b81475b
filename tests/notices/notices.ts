import { newId } from '../../src/database/ids.ts'
import type { Database } from '../../src/database/pool.ts'
import type { AppointmentFacts, AppointmentNotice, AppointmentPurpose, Notice } from '../../src/notices/notice.ts'
import { send } from '../../src/notices/send.ts'

/** What is told about a visit tomorrow evening at the branch in Al-Yasmin; what differs is given. */
export function aNotice(
  given: { purpose?: AppointmentPurpose; language?: 'en' | 'ar'; to?: Partial<Notice['to']>; values?: Partial<AppointmentFacts> } = {},
): AppointmentNotice {
  const tomorrow = Temporal.Now.zonedDateTimeISO('Asia/Riyadh').add({ days: 1 }).with({ hour: 17, minute: 40, second: 0, millisecond: 0 })
  const starts = tomorrow.toInstant()
  return {
    purpose: 'appointment-booked',
    language: 'en',
    ...given,
    to: { channel: 'mail', address: 'noura@example.org', own: true, ...given.to },
    values: {
      appointment: newId<'appointment'>(),
      version: 1,
      number: 'A-7K2M',
      patient: newId<'patient'>(),
      patientName: 'Noura Saad Alqahtani',
      doctor: { en: 'Sara Alqahtani', ar: 'سارة القحطاني' },
      starts: starts.toString(),
      ends: starts.add({ minutes: 20 }).toString(),
      clinicDay: tomorrow.toPlainDate().toString(),
      zone: 'Asia/Riyadh',
      branch: null,
      address: { en: 'Anas Ibn Malik Road, Riyadh', ar: 'طريق أنس بن مالك، الرياض' },
      phone: '+966112345678',
      phoneCountry: 'SA',
      clinic: { en: 'Raseel Clinic', ar: 'مركز رسيل' },
      country: 'SA',
      ...given.values,
    },
  }
}

let causes = 0

/** Tells it, as a verb would: in a transaction. */
export async function tell(db: Database, notice: Notice): Promise<void> {
  causes += 1
  const tx = await db.startTransaction().execute()
  await send(tx, { ...notice, cause: `test/${causes}` })
  await tx.commit().execute()
}
