import type { Age, BirthShown } from '../../src/patients/birth.ts'
import type { ShownName } from '../../src/patients/names.ts'
import type { Texts } from '../../src/web/texts.ts'
import { Num, PersonName } from '../ui/inline.tsx'
import { Note } from '../ui/note.tsx'
import { ageText, BothNames, type PatientSex } from './patient-words.tsx'

export interface HeaderPatient {
  names: ShownName[]
  sex: PatientSex
  age: Age | null
  birth: BirthShown | null
  recordNumber: string
  payer: 'cash' | 'insurance' | 'company'
  /** As people of the clinic's country write it, and whose it is unless their own; null when there is none. */
  phone: { text: string; value: string; whose: string | null } | null
  childOf: string | null
  language: string | null
  deceased: boolean
  /** How long the record stays open to somebody out of whose scope it is; null for everybody else. */
  glassMinutes?: number | null
}

/** Stands on every staff page about one patient, so that nobody works in the wrong record. */
export const PatientHeader = ({ t, patient }: { t: Texts; patient: HeaderPatient }) => (
  <>
    {patient.glassMinutes && (
      <Note kind="warn" title={t('glass.open')}>
        {' '}
        {t('glass.banner', { minutes: patient.glassMinutes })} <a href="/emergency-access">{t('glass.endHere')}</a>
      </Note>
    )}
    <section class="patient-header" aria-label={t('patient.header')}>
      <p class="names">
        <strong>
          <BothNames t={t} names={patient.names} />
        </strong>
        <span>
          {t(`patient.sex.${patient.sex}`)}
          {patient.age && ` · ${ageText(t, patient.age)}`}
          {patient.birth && <BirthText t={t} birth={patient.birth} />}
        </span>
        <Num>{patient.recordNumber}</Num>
        {patient.deceased && <strong>{t('patient.deceased')}</strong>}
      </p>
      <p>
        <Phone t={t} patient={patient} />
        {patient.childOf && <span>{t.jsx('patient.childOf', { name: <PersonName name={patient.childOf} /> })}</span>}
        <span>{t('patient.payer', { payer: t(`patient.payer.${patient.payer}`) })}</span>
        {patient.language && <span>{t(patient.language === 'ar' ? 'patient.speaksArabic' : 'patient.speaksEnglish')}</span>}
      </p>
    </section>
  </>
)

const Phone = ({ t, patient: { phone } }: { t: Texts; patient: HeaderPatient }) =>
  phone ? (
    <span>
      {t('patient.phone')}{' '}
      <a href={`tel:${phone.value}`}>
        <Num>{phone.text}</Num>
      </a>
      {phone.whose && ` (${phone.whose})`}
    </span>
  ) : (
    <span>{t('patient.noPhone')}</span>
  )

const BirthText = ({ t, birth }: { t: Texts; birth: BirthShown }) => <> ({birthText(t, birth)})</>

function birthText(t: Texts, birth: BirthShown): string {
  switch (birth.known) {
    case 'day':
      return birth.hijri ? `${t.hijri(birth.date)} · ${t.numericDate(birth.date)}` : t.numericDate(birth.date)
    case 'month':
      return t(birth.hijri ? 'patient.bornHijriMonth' : 'patient.bornMonth', { month: birth.month, year: String(birth.year) })
    case 'year':
      return t(birth.hijri ? 'patient.bornHijriYear' : 'patient.bornYear', { year: String(birth.year) })
    case 'age':
      return t('patient.bornAbout', { year: String(birth.year) })
  }
}
