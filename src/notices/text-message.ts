import type { Texts } from '../web/texts.ts'
import { linkAddress, type Sites, zoned } from './letter.ts'
import { isAboutAppointment, type Notice } from './notice.ts'
import { plainPhone } from './plain-phone.ts'
import { type Placeholder, textKindOf, textKinds } from './text-kinds.ts'

/** What stands for each placeholder of a message. */
export type Said = Partial<Record<Placeholder, string>>

/** What goes to a phone: in our words, or in those that the clinic has written instead. */
export function textMessage(notice: Notice, t: Texts, sites: Sites, own?: string): string {
  const kind = textKindOf(notice)
  if (kind === null) return ''
  const words = filled(own ?? ourWords(t, kind), saidIn(notice, t, sites))
  return [words, ...newPriceIn(notice, t)].join('\n')
}

/** In a line of its own, whoever wrote the words: most texts have none. */
function newPriceIn(notice: Notice, t: Texts): string[] {
  const price = isAboutAppointment(notice) ? notice.values.newPrice : undefined
  return price ? [t('notices.newPrice.text', { price: t.money(price.minor, price.currency) })] : []
}

const placeholders = /\{([a-z]+)\}/g

/** Our words for a kind of message, with its placeholders in braces. */
export function ourWords(t: Texts, kind: keyof typeof textKinds): string {
  const { text, needed, free } = textKinds[kind]
  return t(text, Object.fromEntries([...needed, ...free].map((name) => [name, `{${name}}`])))
}

/** Replaced in one go: what a value holds is never read as a placeholder. */
export const filled = (words: string, said: Said): string =>
  words.replaceAll(placeholders, (whole, name: string) => new Map(Object.entries(said)).get(name) ?? whole)

function saidIn({ purpose, values, to }: Notice, t: Texts, sites: Sites): Said {
  const clinic = t.local(values.clinic)
  switch (purpose) {
    case 'contact':
    case 'contact-answer':
      return {}
    case 'code':
      return { clinic, code: values.code, minutes: t('notices.minutes', { n: values.minutes }), host: sites[values.site].hostname }
    case 'link':
      return { clinic, link: linkAddress(values, sites), hours: t('notices.hours', { n: values.hours }) }
    case 'registration-refused':
      return { clinic, ...phoneOf(values, t) }
    case 'account-changed':
      return { clinic, ...atOf(values.at, values, t), ...phoneOf(values, t) }
    default:
      return {
        clinic,
        ...phoneOf(values, t),
        ...atOf(values.starts, values, t),
        doctor: t.local(values.doctor),
        ...(values.movedFromDoctor ? { former: t.local(values.movedFromDoctor) } : {}),
        ...(to.own ? { patient: values.patientName } : {}),
      }
  }
}

const phoneOf = ({ phone, phoneCountry }: { phone: string; phoneCountry: string }, t: Texts): Said => ({
  phone: plainPhone(t, phone, phoneCountry),
})

function atOf(instant: string, { zone }: { zone: string }, t: Texts): Said {
  const at = zoned(instant, { zone })
  return { day: t.dayMonth(at.toPlainDate()), time: t.time(at) }
}
