import type { Row, Sex } from '../../database/tables.ts'
import { normalize } from '../../search/normalize.ts'

const table = <Value extends string>(words: Record<Value, string>): Map<string, Value> =>
  new Map(keysOf(words).flatMap((value) => words[value].split(' | ').map((word) => [normalize(word), value] as const)))

const keysOf = <Key extends string>(record: Record<Key, unknown>): Key[] =>
  Object.keys(record).filter((key): key is Key => Object.hasOwn(record, key))

const sexes = table<Sex>({
  female: 'f | female | woman | girl | lady | mrs | ms | miss | fem | أنثى | انثى | أنثي | امرأة | بنت | سيدة | طفلة | إناث | أ | ث',
  male: 'm | male | man | boy | mr | ذكر | رجل | ولد | سيد | طفل | ذكور | ذ',
})

/** Numbers mean different things in different programs, so they are none. */
export const sexOf = (text: string): Sex | null => sexes.get(normalize(text)) ?? null

const countries = table({
  SA: 'sa | sau | ksa | saudi | saudi arabia | saudi arabian | سعودي | سعودية | السعودية',
  EG: 'eg | egy | egypt | egyptian | مصري | مصرية | مصر',
  YE: 'ye | yem | yemen | yemeni | يمني | يمنية | اليمن | يمن',
  SY: 'sy | syr | syria | syrian | سوري | سورية | سوريا',
  JO: 'jo | jor | jordan | jordanian | أردني | أردنية | الأردن',
  PS: 'ps | pse | palestine | palestinian | فلسطيني | فلسطينية | فلسطين',
  LB: 'lb | lbn | lebanon | lebanese | لبناني | لبنانية | لبنان',
  IQ: 'iq | irq | iraq | iraqi | عراقي | عراقية | العراق',
  SD: 'sd | sdn | sudan | sudanese | سوداني | سودانية | السودان',
  MA: 'ma | mar | morocco | moroccan | مغربي | مغربية | المغرب',
  TN: 'tn | tun | tunisia | tunisian | تونسي | تونسية | تونس',
  DZ: 'dz | dza | algeria | algerian | جزائري | جزائرية | الجزائر',
  LY: 'ly | lby | libya | libyan | ليبي | ليبية | ليبيا',
  AE: 'ae | are | uae | emirati | united arab emirates | إماراتي | إماراتية | الإمارات',
  KW: 'kw | kwt | kuwait | kuwaiti | كويتي | كويتية | الكويت',
  QA: 'qa | qat | qatar | qatari | قطري | قطرية | قطر',
  BH: 'bh | bhr | bahrain | bahraini | بحريني | بحرينية | البحرين',
  OM: 'om | omn | oman | omani | عماني | عمانية | عمان',
  PK: 'pk | pak | pakistan | pakistani | باكستاني | باكستانية | باكستان',
  IN: 'in | ind | india | indian | هندي | هندية | الهند',
  BD: 'bd | bgd | bangladesh | bangladeshi | بنغلاديشي | بنغلاديشية | بنجلاديش | بنغلاديش | بنغالي | بنجالي',
  PH: 'ph | phl | philippines | filipino | filipina | philippine | فلبيني | فلبينية | فليبيني | فليبينية | الفلبين',
  ID: 'id | idn | indonesia | indonesian | إندونيسي | إندونيسية | إندونيسيا | اندونيسي',
  LK: 'lk | lka | sri lanka | sri lankan | سريلانكي | سريلانكية | سريلانكا',
  NP: 'np | npl | nepal | nepali | nepalese | نيبالي | نيبالية | نيبال',
  AF: 'af | afg | afghanistan | afghan | أفغاني | أفغانية | أفغانستان',
  IR: 'ir | irn | iran | iranian | إيراني | إيرانية | إيران',
  TR: 'tr | tur | turkey | turkiye | turkish | تركي | تركية | تركيا',
  ET: 'et | eth | ethiopia | ethiopian | إثيوبي | إثيوبية | اثيوبيا | حبشي | حبشية',
  ER: 'er | eri | eritrea | eritrean | إريتري | إريترية | إريتريا',
  SO: 'so | som | somalia | somali | صومالي | صومالية | الصومال',
  TD: 'td | tcd | chad | chadian | تشادي | تشادية | تشاد',
  NG: 'ng | nga | nigeria | nigerian | نيجيري | نيجيرية | نيجيريا',
  KE: 'ke | ken | kenya | kenyan | كيني | كينية | كينيا',
  UG: 'ug | uga | uganda | ugandan | أوغندي | أوغندية | أوغندا',
  MR: 'mr | mrt | mauritania | mauritanian | موريتاني | موريتانية | موريتانيا',
  US: 'us | usa | american | united states | أمريكي | أمريكية | أمريكا | امريكي',
  GB: 'gb | gbr | uk | british | united kingdom | بريطاني | بريطانية | بريطانيا',
  CA: 'ca | can | canada | canadian | كندي | كندية | كندا',
  FR: 'fr | fra | france | french | فرنسي | فرنسية | فرنسا',
  DE: 'de | deu | germany | german | ألماني | ألمانية | ألمانيا',
  IE: 'ie | irl | ireland | irish | أيرلندي | أيرلندية | أيرلندا',
  ZA: 'za | zaf | south africa | south african | جنوب أفريقي | جنوب أفريقيا',
  CN: 'cn | chn | china | chinese | صيني | صينية | الصين',
  MM: 'mm | mmr | myanmar | burmese | burma | بورمي | بورمية | بورما | ميانمار',
})

/** ISO 3166, two letters. */
export const countryOf = (text: string): string | null => countries.get(normalize(text)) ?? null

const payers = table<Row<'patients'>['payer']>({
  cash: 'cash | self | self pay | نقدي | نقدا | نقد | كاش | ذاتي',
  insurance: 'insurance | insured | تأمين | تامين | مؤمن | بوبا | bupa | tawuniya | التعاونية',
  company: 'company | corporate | employer | شركة | شركات | جهة العمل',
})

export const payerOf = (text: string): Row<'patients'>['payer'] | null => payers.get(normalize(text)) ?? null

const languages = table<'ar' | 'en'>({
  ar: 'ar | ara | arabic | عربي | العربية | عربية',
  en: 'en | eng | english | انجليزي | إنجليزي | الإنجليزية | الانجليزية',
})

export const languageOf = (text: string): 'ar' | 'en' | null => languages.get(normalize(text)) ?? null

const owners = table<Row<'contact_points'>['whose']>({
  self: 'self | own | patient | نفسه | نفسها | المريض | شخصي',
  mother: 'mother | mom | mum | الأم | أم | الام | والدة | الوالدة | والدته | والدتها',
  father: 'father | dad | الأب | أب | الاب | والد | الوالد | والده | والدها',
  spouse: 'spouse | husband | wife | الزوج | زوج | الزوجة | زوجة | زوجها | زوجته',
  child: 'child | son | daughter | ابن | الابن | ابنة | البنت | ابنه | ابنها | ابنته | ابنتها | ولد',
  guardian: 'guardian | ولي الأمر | ولي أمر | وصي | الوصي | brother | sister | أخ | الأخ | أخت | الأخت',
  carer: 'carer | caregiver | driver | maid | nurse | السائق | سائق | العاملة | مرافق | المرافق',
  other: 'other | relative | friend | آخر | أخرى | قريب | صديق',
})

export const ownerOf = (text: string): Row<'contact_points'>['whose'] | null => owners.get(normalize(text)) ?? null
