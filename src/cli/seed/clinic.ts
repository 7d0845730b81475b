import type { Id } from '../../database/ids.ts'
import type { ByLanguage, NewRow } from '../../database/tables.ts'
import { demoId } from './chance.ts'
import { hoursRows, ramadans, type WeeklyHours } from './weeks.ts'

export type Branch = 'riyadh' | 'cairo'
export type Clinic = 'family' | 'internal' | 'paediatrics' | 'women' | 'dermatology' | 'dental' | 'eyes' | 'bones'
export type Visit = 'new' | 'follow-up' | 'video' | 'procedure'

export const locationId = (branch: Branch): Id<'location'> => demoId('location', branch)
export const departmentId = (clinic: Clinic): Id<'department'> => demoId('department', clinic)
export const visitTypeId = (visit: Visit): Id<'visit-type'> => demoId('visit-type', visit)

export const settings: NewRow<'settings'> = {
  singleton: 1,
  clinic_name: { en: 'Raseel Medical Centre', ar: 'مركز رسيل الطبي' },
  country: 'SA',
  default_language: 'ar',
  cancel_limit_minutes: 120,
  booking_days_ahead: 60,
  hijri_dates: true,
}

const places: (Omit<NewRow<'locations'>, 'id'> & { branch: Branch })[] = [
  {
    branch: 'riyadh',
    name: { en: 'Riyadh, Al-Yasmin branch', ar: 'الرياض، فرع الياسمين' },
    address: { en: '3261 Anas Ibn Malik Road, Al-Yasmin, Riyadh 13325', ar: '3261 طريق أنس بن مالك، حي الياسمين، الرياض 13325' },
    directions: {
      en: 'Between exits 4 and 5, opposite the park. Parking under the building; the lift opens at reception on the first floor.',
      ar: 'بين مخرجي 4 و5، مقابل الحديقة. المواقف أسفل المبنى، والمصعد يصل إلى الاستقبال في الدور الأول.',
    },
    country: 'SA',
    zone: 'Asia/Riyadh',
    currency: 'SAR',
    phone: '+966112345678',
    emergency_phone: '997',
    licence: '2100004417',
    latitude: '24.828600',
    longitude: '46.642500',
    position: 0,
    archived_at: null,
  },
  {
    branch: 'cairo',
    name: { en: 'Cairo, Dokki branch', ar: 'القاهرة، فرع الدقي' },
    address: { en: '48 Mosaddak Street, Dokki, Giza', ar: '48 شارع مصدق، الدقي، الجيزة' },
    directions: {
      en: 'Five minutes on foot from Dokki metro station, above the pharmacy, third floor.',
      ar: 'على بعد خمس دقائق سيرًا من محطة مترو الدقي، أعلى الصيدلية، الدور الثالث.',
    },
    country: 'EG',
    zone: 'Africa/Cairo',
    currency: 'EGP',
    phone: '+20233345678',
    emergency_phone: '123',
    licence: '10827',
    latitude: '30.038700',
    longitude: '31.206400',
    position: 1,
    archived_at: null,
  },
]

export const locations: NewRow<'locations'>[] = places.map(({ branch, ...place }) => ({ id: locationId(branch), ...place }))

/** Evenings from Saturday to Wednesday go on past midnight, because one doctor does. */
const open: Record<Branch, { usual: WeeklyHours; ramadan: WeeklyHours }> = {
  riyadh: {
    usual: [
      { days: [6, 7, 1, 2, 3], times: ['08:00-02:00'] },
      { days: [4], times: ['08:00-14:00', '16:00-22:00'] },
      { days: [5], times: ['16:00-02:00'] },
    ],
    ramadan: [{ days: [6, 7, 1, 2, 3, 4], times: ['10:00-15:00', '20:30-02:00'] }],
  },
  cairo: {
    usual: [
      { days: [6, 7, 1, 2, 3], times: ['10:00-16:00', '17:00-01:00'] },
      { days: [4], times: ['10:00-16:00', '17:00-22:00'] },
    ],
    ramadan: [{ days: [6, 7, 1, 2, 3, 4], times: ['11:00-15:30', '20:00-00:30'] }],
  },
}

export const locationHours = (today: Temporal.PlainDate): NewRow<'location_hours'>[] =>
  (['riyadh', 'cairo'] as const).flatMap((branch) =>
    hoursRows(open[branch].usual, open[branch].ramadan, ramadans(today)).map((row, place) => ({
      id: demoId<'location-hours'>('location-hours', branch, place),
      location_id: locationId(branch),
      ...row,
    })),
  )

const clinics: [Clinic, ByLanguage, ByLanguage][] = [
  [
    'family',
    { en: 'Family medicine', ar: 'طب الأسرة' },
    {
      en: 'Check-ups, vaccinations, long-term conditions, and where to begin when you are not sure.',
      ar: 'الفحص الدوري والتطعيمات ومتابعة الأمراض المزمنة، وأول من تتم استشارته عند عدم التأكد.',
    },
  ],
  [
    'internal',
    { en: 'Internal medicine', ar: 'الباطنية' },
    { en: 'Diabetes, blood pressure, heart, stomach and thyroid.', ar: 'السكري وضغط الدم والقلب والجهاز الهضمي والغدة الدرقية.' },
  ],
  [
    'paediatrics',
    { en: 'Paediatrics', ar: 'طب الأطفال' },
    { en: 'Newborns, children and teenagers up to 14 years.', ar: 'حديثو الولادة والأطفال حتى 14 سنة.' },
  ],
  [
    'women',
    { en: 'Women’s health', ar: 'النساء والولادة' },
    { en: 'Pregnancy and birth, gynaecology; women doctors only.', ar: 'متابعة الحمل والولادة وأمراض النساء، مع طبيبات فقط.' },
  ],
  [
    'dermatology',
    { en: 'Dermatology', ar: 'الجلدية' },
    { en: 'Skin, hair and nails, and small procedures.', ar: 'أمراض الجلد والشعر والأظافر والإجراءات البسيطة.' },
  ],
  [
    'dental',
    { en: 'Dental', ar: 'الأسنان' },
    { en: 'Check-ups, fillings, roots and crowns.', ar: 'الفحص والحشوات وعلاج العصب والتركيبات.' },
  ],
  [
    'eyes',
    { en: 'Eyes', ar: 'العيون' },
    { en: 'Sight tests, glasses, cataract and the diabetic eye.', ar: 'فحص النظر والنظارات والمياه البيضاء وعين مريض السكري.' },
  ],
  [
    'bones',
    { en: 'Bones and joints', ar: 'العظام' },
    { en: 'Back, knee and shoulder, sports injuries.', ar: 'الظهر والركبة والكتف وإصابات الملاعب.' },
  ],
]

export const departments: NewRow<'departments'>[] = clinics.map(([clinic, name, about], position) => ({
  id: departmentId(clinic),
  name,
  about,
  position,
  archived_at: null,
}))

const visits: (Omit<NewRow<'visit_types'>, 'id' | 'code' | 'position' | 'archived_at'> & { code: Visit })[] = [
  { code: 'new', name: { en: 'First visit', ar: 'زيارة جديدة' }, mode: 'in-person', first_visit: true, online: true },
  { code: 'follow-up', name: { en: 'Follow-up', ar: 'مراجعة' }, mode: 'in-person', first_visit: false, online: true },
  { code: 'video', name: { en: 'Video visit', ar: 'زيارة عن بُعد' }, mode: 'video', first_visit: false, online: true },
  { code: 'procedure', name: { en: 'Procedure', ar: 'إجراء علاجي' }, mode: 'in-person', first_visit: false, online: false },
]

export const visitTypes: NewRow<'visit_types'>[] = visits.map((visit, position) => ({
  id: visitTypeId(visit.code),
  ...visit,
  position,
  archived_at: null,
}))
