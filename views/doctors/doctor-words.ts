import type { Doctor } from '../../src/staff/queries.ts'
import type { Texts } from '../../src/web/texts.ts'

export const doctorName = (t: Texts, doctor: Pick<Doctor, 'name'>): string => t('staff.doctor', { name: t.local(doctor.name) })

/** "Consultant, dermatology": what somebody is, and where. */
export function doctorPost(t: Texts, doctor: Pick<Doctor, 'sex' | 'grade' | 'roles'>): string {
  const departments = different(doctor.roles.map((role) => inSentence(t, t.local(role.department.name))))
  return t(`doctor.post.${doctor.grade ?? 'doctor'}`, { sex: doctor.sex, departments: t.list(departments) })
}

/** The branches where a doctor works; empty where the clinic has one alone. */
export const branchesOf = (t: Texts, doctor: Pick<Doctor, 'roles'>, severalBranches: boolean): string[] =>
  severalBranches ? different(doctor.roles.map((role) => t.local(role.location.name))) : []

export const languagesOf = (t: Texts, doctor: Pick<Doctor, 'languages'>): string =>
  doctor.languages.map(t.languageName).join(t('ui.commaSpace'))

const different = (texts: string[]): string[] => [...new Set(texts)]

/** A name inside an English sentence begins small, unless it is an abbreviation. */
const inSentence = (t: Texts, name: string): string =>
  t.language === 'en' && /^[A-Z][a-z]/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name

/** How many there are; Arabic has words of its own for women alone. */
export const doctorsText = (t: Texts, { doctors, onlyWomen }: { doctors: number; onlyWomen: boolean }): string =>
  t(onlyWomen ? 'doctors.countWomen' : 'doctors.count', { n: doctors })
