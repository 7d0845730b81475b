import type { Id } from '../../database/ids.ts'
import type { ByLanguage, Site } from '../../database/tables.ts'
import { demoId } from './chance.ts'

type DemoRole = 'patient' | 'admin' | 'doctor' | 'receptionist' | 'nurse' | 'pharmacist' | 'lab-technician'

/** Somebody who can sign in to the demo clinic, as `demo.json` has it. */
export interface DemoAccount {
  site: Site
  role: DemoRole
  name: string
  login: string
  password: string
}

interface Account {
  key: string
  role: DemoRole
  name: ByLanguage
  logins: [Login, ...Login[]]
  password: string
  language: 'ar' | 'en' | null
}

export interface Login {
  kind: 'phone' | 'email' | 'staff-name'
  value: string
}

const phone = (value: string): Login => ({ kind: 'phone', value })
const email = (value: string): Login => ({ kind: 'email', value })
const staffName = (value: string): Login => ({ kind: 'staff-name', value })

/** Staff go by a staff name. The key of a doctor is that of `doctors.ts`. */
export const staffAccounts: Account[] = [
  {
    key: 'majed',
    role: 'admin',
    name: { en: 'Majed Alsubaie', ar: 'ماجد السبيعي' },
    logins: [staffName('majed')],
    password: 'granite harbour clock',
    language: null,
  },
  {
    key: 'sara',
    role: 'doctor',
    name: { en: 'Sara Alqahtani', ar: 'سارة القحطاني' },
    logins: [staffName('dr.sara')],
    password: 'orchid window copper',
    language: null,
  },
  {
    key: 'khalid',
    role: 'doctor',
    name: { en: 'Khalid Alzahrani', ar: 'خالد الزهراني' },
    logins: [staffName('dr.khalid')],
    password: 'walnut bridge signal',
    language: null,
  },
  {
    key: 'hana',
    role: 'receptionist',
    name: { en: 'Hana Aldosari', ar: 'هناء الدوسري' },
    logins: [staffName('hana')],
    password: 'lemon carpet morning',
    language: null,
  },
  // A nurse of the clinic who is its patient too: the same person, another door.
  {
    key: 'amal',
    role: 'nurse',
    name: { en: 'Amal Alshammari', ar: 'أمل الشمري' },
    logins: [staffName('amal'), phone('+966500014471')],
    password: 'pepper garden ribbon',
    language: null,
  },
  {
    key: 'bilal',
    role: 'pharmacist',
    name: { en: 'Bilal Osman', ar: 'بلال عثمان' },
    logins: [staffName('bilal')],
    password: 'velvet island barley',
    language: null,
  },
  {
    key: 'rania',
    role: 'lab-technician',
    name: { en: 'Rania Khoury', ar: 'رانيا خوري' },
    logins: [staffName('rania')],
    password: 'cobalt meadow thimble',
    language: null,
  },
]

/** The key of a patient's account is that of the patient in `families.ts`. The first one has a family. */
export const patientAccounts: Account[] = [
  {
    key: 'fatimah',
    role: 'patient',
    name: { en: 'Fatimah Ali Alzahrani', ar: 'فاطمة علي الزهراني' },
    logins: [phone('+966500012345'), email('fatimah@patients.example')],
    password: 'desert lantern seven',
    language: 'ar',
  },
  {
    key: 'mohamed',
    role: 'patient',
    name: { en: 'Mohamed Saad Alghamdi', ar: 'محمد سعد الغامدي' },
    logins: [phone('+966500013377')],
    password: 'silver falcon river',
    language: 'ar',
  },
  {
    key: 'noura',
    role: 'patient',
    name: { en: 'Noura Saad Alqahtani', ar: 'نورة سعد القحطاني' },
    logins: [phone('+966500015120'), email('noura@patients.example')],
    password: 'jasmine cloud ladder',
    language: 'en',
  },
  {
    key: 'khalid-n',
    role: 'patient',
    name: { en: 'Khalid Nasser Alotaibi', ar: 'خالد ناصر العتيبي' },
    logins: [phone('+966500011045')],
    password: 'amber compass valley',
    language: 'ar',
  },
  {
    key: 'reem',
    role: 'patient',
    name: { en: 'Reem Khalid Alotaibi', ar: 'ريم خالد العتيبي' },
    logins: [phone('+966500018801')],
    password: 'mountain paper tulip',
    language: 'ar',
  },
  {
    key: 'rana',
    role: 'patient',
    name: { en: 'Rana Khalid Alotaibi', ar: 'رنا خالد العتيبي' },
    logins: [phone('+966500018802')],
    password: 'anchor saffron mirror',
    language: 'ar',
  },
  {
    key: 'mona',
    role: 'patient',
    name: { en: 'Mona Hassan Elmasry', ar: 'منى حسن المصري' },
    logins: [phone('+201000456789')],
    password: 'papyrus evening boat',
    language: 'ar',
  },
  {
    key: 'youssef',
    role: 'patient',
    name: { en: 'Youssef Ahmed Abdelaziz', ar: 'يوسف أحمد عبدالعزيز' },
    logins: [email('youssef@patients.example')],
    password: 'cotton pyramid bell',
    language: 'ar',
  },
  {
    key: 'suharto',
    role: 'patient',
    name: { en: 'Suharto', ar: 'سوهارتو' },
    logins: [phone('+966500016262')],
    password: 'bamboo thunder plate',
    language: 'en',
  },
  {
    key: 'maria',
    role: 'patient',
    name: { en: 'Maria Clara Reyes', ar: 'ماريا كلارا رييس' },
    logins: [email('maria@patients.example'), phone('+966500017733')],
    password: 'mango button harvest',
    language: 'en',
  },
  {
    key: 'abdulrahman',
    role: 'patient',
    name: { en: 'Abdulrahman Abdulaziz Alshaikh Mubarak', ar: 'عبدالرحمن عبدالعزيز آل الشيخ مبارك' },
    logins: [phone('+966500019090')],
    password: 'marble candle forest',
    language: 'ar',
  },
  {
    key: 'saleh',
    role: 'patient',
    name: { en: 'Saleh Hamad Aldosari', ar: 'صالح حمد الدوسري' },
    logins: [phone('+966500012797')],
    password: 'acacia pocket winter',
    language: 'ar',
  },
]

export const userId = (site: Site, key: string): Id<'user'> => demoId('user', site, key)

/** Everybody who can sign in, always the same: whoever starts an old demo clinic again is told the same words. */
export const demoAccounts = (): DemoAccount[] => [
  ...staffAccounts.map((account) => shown('staff', account)),
  ...patientAccounts.map((account) => shown('patient', account)),
]

const shown = (site: Site, { role, name, logins, password }: Account): DemoAccount => ({
  site,
  role,
  name: name.en,
  login: loginShown(logins[0]),
  password,
})

/** As people at home type it. */
const loginShown = ({ kind, value }: Login): string => (kind === 'phone' && value.startsWith('+966') ? `0${value.slice(4)}` : value)
