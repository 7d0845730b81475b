import type { Row, Sex } from '../../database/tables.ts'
import type { Branch, Clinic, Visit } from './clinic.ts'
import type { WeeklyHours } from './weeks.ts'

export interface DemoDoctor {
  key: string
  name: [en: string, ar: string]
  sex: Sex
  grade: Row<'staff'>['grade']
  languages: string[]
  branch: Branch
  /** Usually one; hours belong to the clinic they are worked in. */
  works: { clinic: Clinic; hours: WeeklyHours; ramadan: WeeklyHours }[]
  /** Minutes of a first visit and of a follow-up. */
  minutes: [first: number, followUp: number]
  /** Whole riyals or pounds of a first visit and of a follow-up. */
  prices: [first: number, followUp: number]
  more?: Visit[]
  about?: [en: string, ar: string]
}

const sundayToThursday = [7, 1, 2, 3, 4]
const saturdayToWednesday = [6, 7, 1, 2, 3]
const friday = [5]

const mornings = ['08:00-12:00']
const split = ['08:00-12:00', '16:00-22:00']
const earlySplit = ['08:00-12:00', '16:00-20:00']
const evenings = ['16:00-22:00']

/** Fasting days begin late and go on after the night prayer. */
const ramadanDay: WeeklyHours = [{ days: sundayToThursday, times: ['10:00-15:00'] }]
const ramadanNight: WeeklyHours = [{ days: [6, 7, 1, 2, 3, 4], times: ['21:00-01:00'] }]
const ramadanLate: WeeklyHours = [{ days: saturdayToWednesday, times: ['20:30-02:00'] }]
const ramadanBoth: WeeklyHours = [{ days: sundayToThursday, times: ['10:00-14:00', '21:00-00:00'] }]
const ramadanCairo: WeeklyHours = [{ days: saturdayToWednesday, times: ['20:00-00:30'] }]
const ramadanCairoDay: WeeklyHours = [{ days: sundayToThursday, times: ['11:00-15:30'] }]

export const doctors: DemoDoctor[] = [
  {
    key: 'sara',
    name: ['Sara Alqahtani', 'سارة القحطاني'],
    sex: 'female',
    grade: 'consultant',
    languages: ['ar', 'en'],
    branch: 'riyadh',
    works: [{ clinic: 'dermatology', hours: [{ days: sundayToThursday, times: earlySplit }], ramadan: ramadanBoth }],
    minutes: [20, 15],
    prices: [350, 120],
    more: ['video', 'procedure'],
    about: [
      'Saudi board in dermatology; sees acne, eczema and psoriasis, and removes small lesions.',
      'البورد السعودي في الأمراض الجلدية؛ حب الشباب والإكزيما والصدفية وإزالة الزوائد الجلدية.',
    ],
  },
  {
    key: 'faisal',
    name: ['Faisal Alharbi', 'فيصل الحربي'],
    sex: 'male',
    grade: 'specialist',
    languages: ['ar', 'en'],
    branch: 'riyadh',
    works: [
      {
        clinic: 'dermatology',
        hours: [
          { days: saturdayToWednesday, times: evenings },
          { days: friday, times: evenings },
        ],
        ramadan: ramadanNight,
      },
    ],
    minutes: [20, 10],
    prices: [250, 80],
    more: ['procedure'],
  },
  {
    key: 'noura',
    name: ['Noura Alshehri', 'نورة الشهري'],
    sex: 'female',
    grade: 'consultant',
    languages: ['ar', 'en', 'fr'],
    branch: 'riyadh',
    works: [{ clinic: 'paediatrics', hours: [{ days: sundayToThursday, times: ['08:00-12:00', '16:00-21:00'] }], ramadan: ramadanBoth }],
    minutes: [20, 15],
    prices: [300, 100],
    more: ['video'],
    about: ['Newborns, growth and asthma in children.', 'حديثو الولادة ومتابعة النمو والربو لدى الأطفال.'],
  },
  {
    key: 'abdulrahman',
    name: ['Abdulrahman Alomari', 'عبدالرحمن العمري'],
    sex: 'male',
    grade: 'specialist',
    languages: ['ar', 'en'],
    branch: 'riyadh',
    works: [{ clinic: 'paediatrics', hours: [{ days: [5, 6, 7, 1, 2], times: evenings }], ramadan: ramadanNight }],
    minutes: [15, 10],
    prices: [220, 70],
  },
  {
    key: 'maha',
    name: ['Maha Aldossary', 'مها الدوسري'],
    sex: 'female',
    grade: 'consultant',
    languages: ['ar', 'en'],
    branch: 'riyadh',
    works: [{ clinic: 'women', hours: [{ days: [7, 2, 4], times: mornings }], ramadan: ramadanDay }],
    minutes: [30, 20],
    prices: [400, 150],
    about: ['High-risk pregnancy and ultrasound; mornings only.', 'الحمل عالي الخطورة والموجات فوق الصوتية؛ في الفترة الصباحية فقط.'],
  },
  {
    key: 'huda',
    name: ['Huda Bakr', 'هدى بكر'],
    sex: 'female',
    grade: 'specialist',
    languages: ['ar', 'en'],
    branch: 'riyadh',
    works: [{ clinic: 'women', hours: [{ days: [6, 7, 1, 2, 3, 4], times: evenings }], ramadan: ramadanNight }],
    minutes: [20, 15],
    prices: [260, 90],
    more: ['video'],
  },
  {
    key: 'khalid',
    name: ['Khalid Alzahrani', 'خالد الزهراني'],
    sex: 'male',
    grade: 'consultant',
    languages: ['ar', 'en'],
    branch: 'riyadh',
    works: [{ clinic: 'internal', hours: [{ days: sundayToThursday, times: earlySplit }], ramadan: ramadanBoth }],
    minutes: [20, 15],
    prices: [380, 130],
    more: ['video'],
    about: ['Diabetes and hormones; insulin pumps.', 'السكري والغدد الصماء ومضخات الأنسولين.'],
  },
  {
    key: 'yousef',
    name: ['Yousef Almutairi', 'يوسف المطيري'],
    sex: 'male',
    grade: 'specialist',
    languages: ['ar', 'en', 'ur'],
    branch: 'riyadh',
    works: [
      { clinic: 'family', hours: [{ days: [7, 1, 4], times: earlySplit }], ramadan: [{ days: [7, 1], times: ['10:00-15:00'] }] },
      { clinic: 'internal', hours: [{ days: [2, 3], times: earlySplit }], ramadan: [{ days: [2, 3], times: ['10:00-15:00'] }] },
    ],
    minutes: [20, 10],
    prices: [240, 80],
    about: ['Family medicine from Sunday to Thursday, and a clinic for blood pressure.', 'طب الأسرة، وعيادة لمتابعة ضغط الدم.'],
  },
  {
    key: 'reem',
    name: ['Reem Alanazi', 'ريم العنزي'],
    sex: 'female',
    grade: 'specialist',
    languages: ['ar', 'en'],
    branch: 'riyadh',
    works: [{ clinic: 'family', hours: [{ days: saturdayToWednesday, times: ['08:00-14:00'] }], ramadan: ramadanDay }],
    minutes: [15, 10],
    prices: [200, 60],
    more: ['video'],
  },
  {
    key: 'omar',
    name: ['Omar Eltayeb', 'عمر الطيب'],
    sex: 'male',
    grade: 'resident',
    languages: ['ar', 'en'],
    branch: 'riyadh',
    works: [{ clinic: 'family', hours: [{ days: [5, 6, 7, 1, 2, 3], times: ['18:00-02:00'] }], ramadan: ramadanLate }],
    minutes: [15, 10],
    prices: [150, 50],
    about: ['On duty in the evening, until two in the morning.', 'مناوب في الفترة المسائية حتى الساعة الثانية صباحًا.'],
  },
  {
    key: 'lama',
    name: ['Lama Alfaraj', 'لمى الفرج'],
    sex: 'female',
    grade: 'consultant',
    languages: ['ar', 'en'],
    branch: 'riyadh',
    works: [{ clinic: 'dental', hours: [{ days: sundayToThursday, times: ['09:00-12:00', '16:00-21:00'] }], ramadan: ramadanBoth }],
    minutes: [30, 20],
    prices: [300, 150],
    more: ['procedure'],
  },
  {
    key: 'tariq',
    name: ['Tariq Siddiqui', 'طارق صديقي'],
    sex: 'male',
    grade: 'specialist',
    languages: ['en', 'ur', 'ar'],
    branch: 'riyadh',
    works: [
      {
        clinic: 'dental',
        hours: [
          { days: saturdayToWednesday, times: ['13:00-21:00'] },
          { days: friday, times: evenings },
        ],
        ramadan: ramadanNight,
      },
    ],
    minutes: [30, 15],
    prices: [220, 100],
    more: ['procedure'],
  },
  {
    key: 'abeer',
    name: ['Abeer Alghamdi', 'عبير الغامدي'],
    sex: 'female',
    grade: 'consultant',
    languages: ['ar', 'en'],
    branch: 'riyadh',
    works: [{ clinic: 'eyes', hours: [{ days: sundayToThursday, times: ['08:00-13:00'] }], ramadan: ramadanDay }],
    minutes: [20, 10],
    prices: [320, 100],
  },
  {
    key: 'salman',
    name: ['Salman Alotaibi', 'سلمان العتيبي'],
    sex: 'male',
    grade: 'consultant',
    languages: ['ar', 'en', 'de'],
    branch: 'riyadh',
    works: [{ clinic: 'bones', hours: [{ days: [6, 1, 3, 5], times: evenings }], ramadan: ramadanNight }],
    minutes: [20, 15],
    prices: [380, 120],
    about: ['Knee and shoulder; sports injuries.', 'الركبة والكتف وإصابات الملاعب.'],
  },
  {
    key: 'joy',
    name: ['Joy Santos Villanueva', 'جوي سانتوس فيلانويفا'],
    sex: 'female',
    grade: 'specialist',
    languages: ['en', 'tl', 'ar'],
    branch: 'riyadh',
    works: [
      {
        clinic: 'family',
        hours: [
          { days: [6, 4], times: split },
          { days: friday, times: evenings },
        ],
        ramadan: ramadanNight,
      },
    ],
    minutes: [20, 10],
    prices: [200, 60],
  },
  {
    key: 'ahmed',
    name: ['Ahmed Elsayed', 'أحمد السيد'],
    sex: 'male',
    grade: 'consultant',
    languages: ['ar', 'en'],
    branch: 'cairo',
    works: [{ clinic: 'internal', hours: [{ days: saturdayToWednesday, times: ['17:00-22:00'] }], ramadan: ramadanCairo }],
    minutes: [20, 10],
    prices: [600, 200],
    more: ['video'],
  },
  {
    key: 'mona',
    name: ['Mona Abdelrahman Fathy', 'منى عبدالرحمن فتحي'],
    sex: 'female',
    grade: 'consultant',
    languages: ['ar', 'en', 'fr'],
    branch: 'cairo',
    works: [{ clinic: 'women', hours: [{ days: sundayToThursday, times: ['12:00-16:00', '18:00-22:00'] }], ramadan: ramadanCairo }],
    minutes: [20, 15],
    prices: [700, 250],
  },
  {
    key: 'mostafa',
    name: ['Mostafa Ibrahim', 'مصطفى إبراهيم'],
    sex: 'male',
    grade: 'specialist',
    languages: ['ar', 'en'],
    branch: 'cairo',
    works: [{ clinic: 'bones', hours: [{ days: [6, 1, 3], times: ['17:00-23:00'] }], ramadan: ramadanCairo }],
    minutes: [15, 10],
    prices: [450, 150],
  },
  {
    key: 'nadia',
    name: ['Nadia Mansour', 'نادية منصور'],
    sex: 'female',
    grade: 'specialist',
    languages: ['ar', 'en'],
    branch: 'cairo',
    works: [{ clinic: 'paediatrics', hours: [{ days: sundayToThursday, times: ['10:00-16:00'] }], ramadan: ramadanCairoDay }],
    minutes: [15, 10],
    prices: [400, 150],
  },
  {
    key: 'karim',
    name: ['Karim Fahmy', 'كريم فهمي'],
    sex: 'male',
    grade: 'resident',
    languages: ['ar', 'en'],
    branch: 'cairo',
    works: [{ clinic: 'family', hours: [{ days: saturdayToWednesday, times: ['18:00-01:00'] }], ramadan: ramadanCairo }],
    minutes: [15, 10],
    prices: [300, 100],
  },
  {
    key: 'yasmin',
    name: ['Yasmin Shawky', 'ياسمين شوقي'],
    sex: 'female',
    grade: 'specialist',
    languages: ['ar', 'en'],
    branch: 'cairo',
    works: [
      {
        clinic: 'dermatology',
        hours: [
          { days: [7, 2, 4], times: ['10:00-14:00'] },
          { days: [6], times: ['17:00-21:00'] },
        ],
        ramadan: ramadanCairoDay,
      },
    ],
    minutes: [20, 10],
    prices: [500, 150],
    more: ['procedure'],
  },
]
