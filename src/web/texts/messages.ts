import { createFormatters, createIntlCache } from '@formatjs/intl'
import ar from '../../../locales/ar.json' with { type: 'json' }
import arEG from '../../../locales/ar-EG.json' with { type: 'json' }
import en from '../../../locales/en.json' with { type: 'json' }
import { type Language, locales } from './formatters.ts'

export type TextKey = keyof typeof en

export const isTextKey = (text: string): text is TextKey => Object.hasOwn(en, text)

type Source = Partial<Record<string, string>>
type Message = ReturnType<typeof formatters.getMessageFormat>

const formatters = createFormatters(createIntlCache())

/** A small file of words that a country says otherwise, laid over the language's own. It goes by the clinic's country. */
const overlays: Partial<Record<string, Source>> = { 'ar-EG': arEG }

/** Finds a language's messages by key, each parsed when first used. An unknown key is a bug and throws. */
export function messagesOf(language: Language, country: string | undefined): (key: TextKey) => Message {
  const own: Source = language === 'ar' ? ar : en
  const overlay = overlays[`${language}-${country}`] ?? {}
  const parsed = new Map<TextKey, Message>()
  return (key) => {
    const known = parsed.get(key)
    if (known) return known
    const source = overlay[key] ?? own[key]
    if (source === undefined) throw new Error(`no text for ${key} in ${language}`)
    const message = formatters.getMessageFormat(source, locales[language])
    parsed.set(key, message)
    return message
  }
}
