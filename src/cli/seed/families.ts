import { patientAccounts } from './accounts.ts'
import { egyptianId, saudiId } from './numbers.ts'
import type { DemoPatient } from './people.ts'

type Given = Partial<DemoPatient> & Pick<DemoPatient, 'key' | 'ar' | 'latn' | 'sex' | 'birth'>

/** The people that a clinic's software stumbles over, each by name: those with accounts, and then the odd ones. */
export function families(today: Temporal.PlainDate): DemoPatient[] {
  const born = (date: string) => ({ date: Temporal.PlainDate.from(date) })
  const ago = (duration: Temporal.DurationLike) => ({ date: today.subtract(duration) })
  const first = (year: number) => ({ hijri: [year, 7, 1] as [number, number, number] })
  const twins = born('1997-03-14')
  return [
    // One account, five patients: four children on their mother's phone, two of them twins.
    saudi({ key: 'fatimah', ar: 'فاطمة علي الزهراني', latn: 'Fatimah Ali Alzahrani', sex: 'female', birth: born('1988-05-02') }),
    saudi({
      key: 'omar',
      ...ofFatimah,
      ar: 'عمر سعيد الزهراني',
      latn: 'Omar Saeed Alzahrani',
      sex: 'male',
      birth: ago({ years: 11, days: 40 }),
    }),
    saudi({
      key: 'layan',
      ...ofFatimah,
      ar: 'ليان سعيد الزهراني',
      latn: 'Layan Saeed Alzahrani',
      sex: 'female',
      birth: ago({ years: 8, days: 100 }),
    }),
    saudi({
      key: 'hassan',
      ...ofFatimah,
      ar: 'حسن سعيد الزهراني',
      latn: 'Hassan Saeed Alzahrani',
      sex: 'male',
      birth: ago({ years: 3, days: 20 }),
    }),
    saudi({
      key: 'hussain',
      ...ofFatimah,
      ar: 'حسين سعيد الزهراني',
      latn: 'Hussain Saeed Alzahrani',
      sex: 'male',
      birth: ago({ years: 3, days: 20 }),
    }),

    // A birthday on 1 Rajab, as in so many older records; and two more of the same name.
    saudi({
      key: 'mohamed',
      ar: 'محمد سعد عبدالله الغامدي',
      latn: 'Mohamed Saad Abdullah Alghamdi',
      sex: 'male',
      birth: first(1395),
      recordNumber: 'R-003377',
    }),
    saudi({
      key: 'namesake',
      ar: 'محمد سعد عبدالله الغامدي',
      latn: 'Mohammed Saad Alghamdi',
      sex: 'male',
      birth: first(1395),
      phone: '+966500011120',
    }),
    saudi({
      key: 'namesake-young',
      ar: 'محمد سعد الغامدي',
      latn: 'Muhammad Saad Al-Ghamdi',
      sex: 'male',
      birth: born('2001-11-30'),
      phone: '+966500011121',
    }),
    saudi({
      key: 'noura',
      ar: 'نورة سعد القحطاني',
      latn: 'Noura Saad Alqahtani',
      sex: 'female',
      birth: born('1998-02-09'),
      recordNumber: 'R-005120',
      doctorSex: 'female',
      language: 'en',
    }),
    saudi({
      key: 'khalid-n',
      ar: 'خالد ناصر العتيبي',
      latn: 'Khalid Nasser Alotaibi',
      sex: 'male',
      birth: first(1384),
      recordNumber: 'R-001045',
    }),

    // Twins with nearly the same name.
    saudi({ key: 'reem', ar: 'ريم خالد العتيبي', latn: 'Reem Khalid Alotaibi', sex: 'female', birth: twins }),
    saudi({ key: 'rana', ar: 'رنا خالد العتيبي', latn: 'Rana Khalid Alotaibi', sex: 'female', birth: twins }),

    egyptian({ key: 'mona', ar: 'منى حسن المصري', latn: 'Mona Hassan Elmasry', sex: 'female', birth: born('1979-09-21') }),
    egyptian({
      key: 'youssef',
      ar: 'يوسف أحمد محمود عبدالعزيز',
      latn: 'Youssef Ahmed Mahmoud Abdelaziz',
      sex: 'male',
      birth: born('1992-12-05'),
      phone: null,
    }),

    // One name is the whole name.
    resident('ID', { key: 'suharto', ar: 'سوهارتو', latn: 'Suharto', sex: 'male', birth: born('1986-08-17'), language: 'en' }),
    resident('PH', {
      key: 'maria',
      ar: '',
      latn: 'Maria Clara Reyes',
      sex: 'female',
      birth: born('1991-06-12'),
      language: 'en',
      payer: 'company',
    }),
    saudi({
      key: 'abdulrahman',
      ar: 'عبدالرحمن بن عبدالعزيز بن عبدالمحسن بن عبداللطيف آل الشيخ مبارك',
      latn: 'Abdulrahman bin Abdulaziz bin Abdulmohsen bin Abdullatif Alshaikh Mubarak',
      sex: 'male',
      birth: born('1969-04-01'),
    }),
    saudi({
      key: 'saleh',
      ar: 'صالح حمد الدوسري',
      latn: 'Saleh Hamad Aldosari',
      sex: 'male',
      birth: { age: 97 },
      identifier: null,
      whosePhone: 'child',
    }),
    saudi({
      key: 'mabrouka',
      ar: 'مبروكة',
      latn: '',
      sex: 'female',
      birth: { age: 84 },
      identifier: null,
      phone: '+966500015120',
      whosePhone: 'carer',
      doctorSex: 'female',
    }),
    saudi({ key: 'amal', ar: 'أمل عايد الشمري', latn: 'Amal Ayed Alshammari', sex: 'female', birth: born('1990-01-25') }),

    // Newborns: no name yet, no number of their own.
    saudi({
      key: 'newborn',
      ar: 'مولودة نورة القحطاني',
      latn: 'Baby girl of Noura Alqahtani',
      sex: 'female',
      birth: ago({ days: 5 }),
      phone: '+966500015120',
      whosePhone: 'mother',
      identifier: { type: 'newborn-of', country: 'SA', value: 'R-005120/1' },
    }),
    egyptian({
      key: 'newborn-eg',
      ar: 'مولود منى المصري',
      latn: '',
      sex: 'unknown',
      birth: ago({ days: 0 }),
      phone: '+201000456789',
      whosePhone: 'mother',
      identifier: null,
    }),

    // Without identity number, without phone, without e-mail, without nearly anything.
    resident('YE', {
      key: 'no-id',
      ar: 'عبدربه منصور هادي صالح',
      latn: 'Abdrabbuh Mansour Hadi Saleh',
      sex: 'male',
      birth: { year: 1971 },
      identifier: null,
      phone: null,
      payer: 'cash',
    }),
    resident('SY', {
      key: 'nothing',
      ar: 'أم ياسر',
      latn: '',
      sex: 'female',
      birth: null,
      nationality: null,
      identifier: null,
      phone: null,
      payer: 'cash',
    }),
    resident('SD', {
      key: 'month',
      ar: 'آدم إسحق',
      latn: 'Adam Ishag',
      sex: 'male',
      birth: { month: Temporal.PlainDate.from('2019-03-01') },
      identifier: null,
      phone: '+966500011150',
      whosePhone: 'father',
    }),
    saudi({
      key: 'hijri-year',
      ar: 'مزنة بنت راشد المطيري',
      latn: 'Muznah Rashid Almutairi',
      sex: 'female',
      birth: { hijriYear: 1364 },
      phone: '+966500011160',
      whosePhone: 'child',
    }),

    // Names that changed, names that are used, and letters that sort badly.
    egyptian({
      key: 'renamed',
      ar: 'كريمة عبدالله',
      latn: 'Karima Abdallah',
      sex: 'female',
      birth: born('1984-10-10'),
      phone: '+201000400001',
      previousName: 'Christine Girgis Rizk',
    }),
    resident('IE', {
      key: 'preferred',
      ar: '',
      latn: 'Seán Ó Briain-O’Sullivan',
      sex: 'male',
      birth: born('1977-07-07'),
      phone: '+966500011170',
      preferredName: 'Jack',
      language: 'en',
      payer: 'company',
    }),
    egyptian({
      key: 'gone',
      ar: 'عبدالمنعم رياض حجازي',
      latn: 'Abdelmoneim Riad Hegazy',
      sex: 'male',
      birth: born('1938-02-28'),
      phone: '+201000400002',
      deceased: true,
    }),
    saudi({
      key: 'archived',
      ar: 'اختبار ملف مكرر',
      latn: 'Duplicate Record Test',
      sex: 'male',
      birth: born('1980-01-01'),
      phone: null,
      identifier: null,
      archived: true,
    }),
  ]
}

const ofFatimah = { phone: '+966500012345', whosePhone: 'mother' as const, email: null }

const shared: Omit<DemoPatient, 'key' | 'ar' | 'latn' | 'sex' | 'birth' | 'nationality' | 'branch' | 'identifier'> = {
  language: 'ar',
  payer: 'insurance',
  phone: null,
  whosePhone: 'self',
  email: null,
}

function saudi(given: Given): DemoPatient {
  const identifier = { type: 'national-id' as const, country: 'SA', value: saudiId(1, given.key) }
  return { ...shared, nationality: 'SA', branch: 'riyadh', identifier, ...contactsOf(given.key), ...given }
}

function resident(nationality: string, given: Given): DemoPatient {
  const identifier = { type: 'iqama' as const, country: 'SA', value: saudiId(2, given.key) }
  return { ...shared, nationality, branch: 'riyadh', identifier, ...contactsOf(given.key), ...given }
}

function egyptian(given: Given): DemoPatient {
  const { birth, sex, key } = given
  const value = birth !== null && 'date' in birth && sex !== 'unknown' ? egyptianId(birth.date, sex, key) : null
  const identifier = value === null ? null : { type: 'eg-national-id' as const, country: 'EG', value }
  return { ...shared, nationality: 'EG', branch: 'cairo', payer: 'cash', identifier, ...contactsOf(key), ...given }
}

/** Who signs in by a phone or an address is reached there too. */
function contactsOf(key: string): Pick<DemoPatient, 'phone' | 'email'> {
  const logins = [...(patientAccounts.find((account) => account.key === key)?.logins ?? [])]
  const of = (kind: 'phone' | 'email') => logins.find((login) => login.kind === kind)?.value ?? null
  return { phone: of('phone'), email: of('email') }
}
