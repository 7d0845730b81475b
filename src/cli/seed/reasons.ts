import type { ByLanguage } from '../../database/tables.ts'

/** What patients write when they book; none of it fits one department alone. */
export const reasons: [ByLanguage, ...ByLanguage[]] = [
  { en: 'Pain for two weeks', ar: 'ألم منذ أسبوعين' },
  { en: 'To look at my results', ar: 'مراجعة نتائج التحاليل' },
  { en: 'Renewal of my prescription', ar: 'تجديد الوصفة' },
  { en: 'Second opinion', ar: 'رأي طبي ثانٍ' },
  { en: 'Itching that gets worse at night', ar: 'حكة تزداد ليلًا' },
  { en: 'It hurts when I climb stairs.\nI can come a little earlier.', ar: 'ألم عند صعود الدرج.\nيمكن الحضور قبل الموعد.' },
  { en: 'Check-up', ar: 'فحص دوري' },
  { en: 'Headache & dizziness <since Friday>', ar: 'صداع ودوخة منذ يوم الجمعة' },
  { en: 'A report for school is needed', ar: 'تقرير طبي للمدرسة' },
  { en: 'Follow-up after the operation in King Fahd Hospital', ar: 'متابعة بعد العملية في مستشفى الملك فهد' },
]
