interface NumberingPlan {
  code: string
  /** What people at home dial before the number. */
  trunk: '0' | ''
  mobile: RegExp
  landline: RegExp
}

/** National numbers without the trunk zero (ITU-T E.164 national plans). */
const plans: Record<string, NumberingPlan> = {
  SA: { code: '966', trunk: '0', mobile: /^5\d{8}$/, landline: /^(1[1-7]\d{7}|800\d{7}|9200\d{5})$/ },
  EG: { code: '20', trunk: '0', mobile: /^1[0125]\d{8}$/, landline: /^[2-9]\d{7,8}$/ },
  AE: { code: '971', trunk: '0', mobile: /^5\d{8}$/, landline: /^[2-4679]\d{7}$/ },
  KW: { code: '965', trunk: '', mobile: /^[569]\d{7}$/, landline: /^2\d{7}$/ },
  QA: { code: '974', trunk: '', mobile: /^[3567]\d{7}$/, landline: /^4\d{7}$/ },
  BH: { code: '973', trunk: '', mobile: /^(3\d{7}|6[36]\d{6})$/, landline: /^1\d{7}$/ },
  OM: { code: '968', trunk: '', mobile: /^[79]\d{7}$/, landline: /^2\d{7}$/ },
  JO: { code: '962', trunk: '0', mobile: /^7[789]\d{7}$/, landline: /^[2-6]\d{7}$/ },
}

/** Who types a number as at home is at home here, or else in one of these, whose mobile numbers nobody can mistake. */
const neighbours = ['SA', 'EG']

/**
 * A telephone number in any usual spelling as E.164, or null when it cannot be one: `050 123 4567`, `00966 50…`, `(+966) 50…`, `٠٥٠…`.
 * Numbers without a country are read as dialled in `country` (ISO 3166, two letters).
 */
export function e164(text: string, country: string): string | null {
  const dialled = westernDigits(text)
    .replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
  // The plus stands in front, or in the bracket of the country: `(+966) 50…`.
  if (!/^[+\d\s().\-\u2010-\u2015/]+$/.test(dialled) || dialled.replace(/^[\s(]*\+/, '').includes('+')) return null
  const digits = dialled.replace(/\D/g, '')
  if (dialled.includes('+')) return international(digits)
  if (digits.startsWith('00')) return international(digits.slice(2))
  return (
    atHome(digits, country) ?? neighbours.map((other) => mobileOf(digits, other)).find((found) => found !== null) ?? withoutPlus(digits)
  )
}

/** A number in E.164 of a country whose plan is known, which is not a mobile phone's. */
export function isLandline(number: string): boolean {
  const plan = Object.values(plans).find(({ code }) => number.startsWith(`+${code}`))
  return plan !== undefined && !plan.mobile.test(number.slice(plan.code.length + 1))
}

/** How the E.164 digits, without the plus, of a number may begin whose first digits are typed so far: at home, next door or abroad. */
export function phoneBeginnings(typed: string, country: string): string[] {
  const digits = typed.replace(/\D/g, '')
  if (typed.startsWith('+')) return [withoutZero(digits)]
  if (digits.startsWith('00')) return [withoutZero(digits.slice(2))]
  const homes = [...new Set([country, ...neighbours])].flatMap((home) => plans[home] ?? [])
  return [...homes.map((plan) => plan.code + withoutTrunk(digits, plan)), ...(digits.startsWith('0') ? [] : [withoutZero(digits)])]
}

/** The zero in `+966 (0)50…`. */
function withoutZero(digits: string): string {
  const plan = Object.values(plans).find(({ code }) => digits.startsWith(`${code}0`))
  return plan ? plan.code + digits.slice(plan.code.length + 1) : digits
}

/** Arabic-Indic and Persian digits as 0–9. */
export function westernDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
}

/** A number abroad that we know nothing about is taken as it is; the zero in `+966 (0)50…` is dropped. */
function international(digits: string): string | null {
  const plan = Object.values(plans).find(({ code }) => digits.startsWith(code))
  if (!plan) return /^[1-9]\d{7,14}$/.test(digits) ? `+${digits}` : null
  return inPlan(digits.slice(plan.code.length), plan)
}

function withoutPlus(digits: string): string | null {
  const plan = Object.values(plans).find(({ code }) => digits.startsWith(code))
  return plan ? inPlan(digits.slice(plan.code.length), plan) : null
}

function atHome(digits: string, country: string): string | null {
  const plan = plans[country]
  return plan ? inPlan(digits, plan) : null
}

function mobileOf(digits: string, country: string): string | null {
  const plan = plans[country]
  return plan?.mobile.test(withoutTrunk(digits, plan)) ? inPlan(digits, plan) : null
}

function inPlan(digits: string, plan: NumberingPlan): string | null {
  const national = withoutTrunk(digits, plan)
  return plan.mobile.test(national) || plan.landline.test(national) ? `+${plan.code}${national}` : null
}

const withoutTrunk = (digits: string, { trunk }: NumberingPlan): string =>
  trunk !== '' && digits.startsWith(trunk) ? digits.slice(trunk.length) : digits
