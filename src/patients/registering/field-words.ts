import { isTextKey, type TextKey, type Texts } from '../../web/texts.ts'

const labels: Record<string, TextKey> = {
  name: 'register.name',
  name2: 'register.name2',
  sex: 'register.sex',
  birth: 'register.birth',
  phone: 'register.phoneAndWhose',
  whose: 'register.whose',
  phone2: 'register.phone2',
  email: 'register.email',
  guardian: 'register.guardian',
  guardianRelation: 'register.guardianRelation',
  nationality: 'register.nationality',
  payer: 'register.payer',
  language: 'register.language',
  doctorSex: 'register.doctorSex',
}

const rows: Record<string, TextKey> = {
  idType: 'register.idType',
  idCountry: 'register.idCountry',
  idValue: 'register.idValue',
  idReason: 'register.idReason',
}

/** What a field of the patient's form is called. */
export function fieldLabel(t: Texts, field: string): string {
  const known = labels[field]
  if (known) return t(known)
  if (field === 'whose2') return `${t('register.phone2')}: ${t('register.whose')}`
  const [, of = '', row = ''] = /^(\D+)(\d?)$/.exec(field) ?? []
  const part = `register.part.${of}`
  const inRow = rows[of]
  if (inRow) return `${t(row === '2' ? 'register.identifier2' : 'register.identifier')}: ${t(inRow)}`
  const legend = t(row === '2' ? 'register.parts2' : 'register.parts')
  return isTextKey(part) ? `${legend}: ${t(part)}` : field
}

const prefixes: Record<string, string> = {
  sex: 'patient.sex',
  whose: 'register.whose',
  whose2: 'register.whose',
  guardianRelation: 'register.relation',
  payer: 'patient.payer',
  doctorSex: 'register.doctorSex',
  idType1: 'register.idType',
  idType2: 'register.idType',
}

/** What a field says, in the reader's words. */
export function fieldText(t: Texts, field: string, value: string, country: string): string {
  if (value === '') return t('edit.empty')
  if (field === 'language') return t.languageName(value)
  if (field === 'nationality' || field.startsWith('idCountry')) return t.countryName(value)
  if (field.startsWith('phone')) return t.phone(value, country)
  const key = `${prefixes[field]}.${value}`
  return isTextKey(key) ? t(key) : value
}
