import { describe, expect, test } from 'vitest'
import { calendarOf } from '../../src/notices/appointment-file.ts'
import { letterOf, plainText } from '../../src/notices/letter.ts'
import { mailDocument } from '../../src/notices/mail-document.tsx'
import { textMessage } from '../../src/notices/text-message.ts'
import { textsFor } from '../../src/web/texts.ts'
import { aNotice } from './notices.ts'

const [en, ar] = [textsFor('en', 'SA'), textsFor('ar', 'SA')]
const site = new URL('https://raseel.example')
const sites = { patient: site, staff: new URL('https://staff.raseel.example') }
const visit = {
  starts: '2026-11-24T14:40:00Z',
  ends: '2026-11-24T15:00:00Z',
  clinicDay: '2026-11-24',
  appointment: '0198c0de-0000-7000-8000-000000000001',
  patient: '0198c0de-0000-7000-8000-000000000002',
}
const booked = aNotice({ values: visit })
const cancelled = aNotice({ purpose: 'appointment-cancelled', values: visit })

describe('a mail', () => {
  test('says who, when, with whom, where, and what to do', () => {
    const letter = letterOf(booked, en, sites)
    expect(letter.subject).toBe('Your appointment: Tue 24 Nov, 5:40 pm')
    expect(letter.facts.map(({ value }) => value)).toEqual([
      'Noura Saad Alqahtani',
      'Tuesday 24 November 2026, 5:40 pm',
      'Dr. Sara Alqahtani',
      'Anas Ibn Malik Road, Riyadh',
      'A-7K2M',
    ])
    expect(letter.link?.address).toBe(`https://raseel.example/patients/${visit.patient}/appointments/${visit.appointment}`)
  })

  test('says it in Arabic', () => {
    const letter = letterOf(booked, ar, sites)
    expect(letter.subject).toBe('تم حجز موعدك: الثلاثاء 24 نوفمبر، 5:40 م')
    expect(letter.facts[2]?.value).toBe('د. سارة القحطاني')
  })

  test('names the branch only where there are several', () => {
    const branch = { en: 'Al-Yasmin branch', ar: 'فرع الياسمين' }
    const places = [null, branch].map((one) => letterOf(aNotice({ values: { ...visit, branch: one } }), en, sites).facts[3]?.value)
    expect(places).toEqual(['Anas Ibn Malik Road, Riyadh', 'Al-Yasmin branch, Anas Ibn Malik Road, Riyadh'])
  })

  test('after midnight gives the real date, and the night that it belongs to', () => {
    const night = { starts: '2026-11-24T21:20:00Z', ends: '2026-11-24T21:40:00Z', clinicDay: '2026-11-24' }
    const when = [en, ar].map((t) => letterOf(aNotice({ values: night }), t, sites).facts[1]?.value)
    expect(when[0]).toBe('Wednesday 25 November 2026, 12:20 am (night of Tuesday)')
    expect(when[1]).toBe('الأربعاء 25 نوفمبر 2026، 12:20 ص (ليلة الثلاثاء)')
  })

  test('about a cancelled visit says so, and leads to another', () => {
    const letter = letterOf(cancelled, en, sites)
    expect(letter.subject).toBe('Cancelled: your appointment on Tue 24 Nov, 5:40 pm')
    expect(letter.link?.address).toBe('https://raseel.example/book')
    expect(plainText(letter)).not.toContain('insurance card')
    const byClinic = aNotice({ purpose: 'appointment-cancelled', values: { ...visit, byClinic: true } })
    expect([letter, letterOf(byClinic, en, sites)].map(({ heading }) => heading)).toEqual([
      'Your appointment is cancelled',
      'The clinic has cancelled your appointment',
    ])
  })

  test('has the same words in both of its parts', async () => {
    const letter = letterOf(booked, ar, sites)
    const html = await mailDocument(ar, letter)
    const words = [
      letter.heading,
      ...letter.facts.map(({ value }) => value),
      ...letter.paragraphs,
      letter.link?.address ?? '',
      letter.sender,
    ]
    for (const word of words) {
      expect(html).toContain(word)
      expect(plainText(letter)).toContain(word)
    }
  })

  test('about a moved visit says what it was before, and replaces it in the calendar', async () => {
    const moved = aNotice({ purpose: 'appointment-moved', values: { ...visit, version: 3, movedFrom: '2026-11-22T07:00:00Z' } })
    for (const t of [en, ar]) {
      const letter = letterOf(moved, t, sites)
      expect(plainText(letter)).toContain(t.date(Temporal.PlainDate.from('2026-11-22')))
      expect(letter.subject).toContain(t.dayMonth(Temporal.PlainDate.from('2026-11-24')))
      expect(await mailDocument(t, letter)).toContain(`/patients/${visit.patient}/appointments/${visit.appointment}`)
    }
    const file = calendarOf(moved, en, site, 'clinic@raseel.example').split('\r\n')
    expect(file).toEqual(expect.arrayContaining(['METHOD:PUBLISH', 'SEQUENCE:2', `UID:${visit.appointment}@raseel.example`]))
  })

  test('about a visit that another doctor takes over names the former one beside the former time, and the new one beside the new', () => {
    const former = { en: 'Noura Alrashid', ar: 'نورة الراشد' }
    const values = { ...visit, version: 3, movedFrom: '2026-11-22T07:00:00Z', movedFromDoctor: former }
    const moved = aNotice({ purpose: 'appointment-moved', values })
    for (const t of [en, ar]) {
      const { facts } = letterOf(moved, t, sites)
      expect(facts.find(({ label }) => label === t('notices.before'))?.value).toContain(t.local(former))
      expect(facts.find(({ label }) => label === t('notices.doctor'))?.value).not.toContain(t.local(former))
    }
  })

  test('about a visit with another doctor says that first, that the former one is away and no more, and a new price', () => {
    const former = { en: 'Noura Alrashid', ar: 'نورة الراشد' }
    const values = { ...visit, version: 3, movedFrom: visit.starts, movedFromDoctor: former }
    const [moved, absent] = [{}, { doctorAway: true, newPrice: { minor: 30_000, currency: 'SAR' } }].map((more) =>
      aNotice({ purpose: 'appointment-moved', values: { ...values, ...more } }),
    )
    if (!moved || !absent) throw new Error('no notices')
    expect(letterOf(moved, en, sites).subject).toBe('Another doctor: your appointment is now with Dr. Sara Alqahtani, Tue 24 Nov, 5:40 pm')
    expect(letterOf(moved, ar, sites).subject).toBe('تم تغيير الطبيب: موعدك الآن مع د. سارة القحطاني، الثلاثاء 24 نوفمبر، 5:40 م')
    expect(plainText(letterOf(moved, en, sites))).not.toMatch(/away|price/)
    expect(plainText(letterOf(absent, en, sites))).toContain('Dr. Noura Alrashid is away on Tue 24 Nov.')
    expect(plainText(letterOf(absent, en, sites))).toContain('New price: SAR 300')
    expect(plainText(letterOf(absent, ar, sites))).toContain('غياب د. نورة الراشد يوم الثلاثاء 24 نوفمبر')
  })

  test('about a visit that an absent doctor sees on another day says so too', () => {
    const values = { ...visit, movedFrom: '2026-11-22T07:00:00Z', doctorAway: true }
    const letter = letterOf(aNotice({ purpose: 'appointment-moved', values }), en, sites)
    expect(letter.subject).toBe('Moved: your appointment is now Tue 24 Nov, 5:40 pm')
    expect(plainText(letter)).toContain('Dr. Sara Alqahtani is away on Sun 22 Nov.')
  })

  test('shows what people wrote as text, never as HTML', async () => {
    const name = '<img src=x onerror=alert(1)>'
    const html = await mailDocument(en, letterOf(aNotice({ values: { patientName: name } }), en, sites))
    expect(html).not.toContain(name)
    expect(html).toContain('&lt;img')
  })

  test('puts the visit into the calendar, and the cancellation takes out the same one', () => {
    const files = [booked, aNotice({ purpose: 'appointment-cancelled', values: { ...visit, version: 2 } })].map((notice) =>
      calendarOf(notice, en, site, 'clinic@raseel.example').split('\r\n'),
    )
    expect(files[0]).toEqual(expect.arrayContaining(['METHOD:PUBLISH', 'SEQUENCE:0', `UID:${visit.appointment}@raseel.example`]))
    expect(files[1]).toEqual(expect.arrayContaining(['METHOD:CANCEL', 'SEQUENCE:1', `UID:${visit.appointment}@raseel.example`]))
  })
})

describe('a text message', () => {
  const toPhone = (own: boolean) => aNotice({ to: { channel: 'text', address: '+966501234567', own }, values: visit })

  test('about a moved visit has the doctor belong to the new time', () => {
    const moved = aNotice({ purpose: 'appointment-moved', to: { channel: 'text', address: '+966501234567', own: false }, values: visit })
    expect(textMessage(moved, en, sites)).toMatch(/the appointment is moved to .+ at .+ with Dr\. /)
    expect(textMessage(moved, ar, sites)).toMatch(/تم تغيير الموعد إلى .+ الساعة .+ مع د\. /)
  })

  test('about another doctor says so first, names the absent one, and a new price', () => {
    const movedFromDoctor = { en: 'Noura Alrashid', ar: 'نورة الراشد' }
    const told = (own: boolean, more: object) => {
      const values = { ...visit, movedFrom: visit.starts, movedFromDoctor, ...more }
      return { ...toPhone(own), purpose: 'appointment-moved' as const, values: { ...toPhone(own).values, ...values } }
    }
    expect(textMessage(told(false, {}), en, sites)).toMatch(
      /^Raseel Clinic: the doctor has changed\. .+ with Dr\. Sara Alqahtani on Tue 24 Nov/,
    )
    expect(textMessage(told(true, {}), ar, sites)).toMatch(/تم تغيير الطبيب\. موعد Noura/)
    const absent = told(false, { doctorAway: true, newPrice: { minor: 30_000, currency: 'SAR' } })
    expect(textMessage(absent, en, sites)).toMatch(/^Raseel Clinic: Dr\. Noura Alrashid is away that day\. .+\nNew price: SAR 300$/)
    expect(textMessage(told(true, { doctorAway: true }), en, sites)).toContain('appointment for Noura Saad Alqahtani is now with')
    for (const more of [{}, { doctorAway: true }]) expect(textMessage(told(false, more), ar, sites).length).toBeLessThanOrEqual(134)
  })

  test('says when and with whom', () => {
    expect(textMessage(toPhone(false), en, sites)).toBe(
      'Raseel Clinic: an appointment with Dr. Sara Alqahtani is booked for Tue 24 Nov at 5:40 pm. To change it: 011 234 5678',
    )
    expect(textMessage(toPhone(false), ar, sites)).toBe(
      'مركز رسيل: تم حجز موعد مع د. سارة القحطاني، الثلاثاء 24 نوفمبر الساعة 5:40 م. للتغيير أو الإلغاء: \u200e011 234 5678',
    )
  })

  test('names the patient on their own phone alone', () => {
    for (const purpose of ['appointment-booked', 'appointment-moved', 'appointment-cancelled'] as const) {
      expect(textMessage({ ...toPhone(true), purpose }, en, sites)).toContain('Noura')
      expect(textMessage({ ...toPhone(false), purpose }, en, sites)).not.toContain('Noura')
    }
  })

  test('gives the number as the people of the place write it', () => {
    const cairo = aNotice({ to: { channel: 'text', own: false }, values: { ...visit, phone: '+20233345678', phoneCountry: 'EG' } })
    expect(textMessage(cairo, en, sites)).toContain('02 3334 5678')
  })

  test('to a shared phone takes at most two parts in Arabic (67 characters each)', () => {
    for (const purpose of ['appointment-booked', 'appointment-moved', 'appointment-cancelled'] as const) {
      expect(textMessage({ ...toPhone(false), purpose }, ar, sites).length).toBeLessThanOrEqual(134)
    }
  })
})

describe('codes, links and news of an account', () => {
  const clinic = { en: 'Raseel Clinic', ar: 'مركز رسيل' }
  const phone = { channel: 'text', address: '+966501234567', own: true } as const
  const code = { to: phone, purpose: 'code', values: { code: '482913', minutes: 10, site: 'patient', clinic, country: 'SA' } } as const
  const link = {
    to: phone,
    purpose: 'link',
    values: { what: 'password-reset', path: '/password/7K2M9QX4T8WB3NRD', hours: 1, site: 'staff', clinic, country: 'SA' },
  } as const

  test('a code begins its text, and phones are told for which site it is', () => {
    expect(textMessage({ ...code, language: 'en' }, en, sites)).toBe(
      '482913 is your code for Raseel Clinic, valid for 10 minutes. Nobody from the clinic asks for it.\n@raseel.example #482913',
    )
    const arabic = textMessage({ ...code, language: 'ar' }, ar, sites)
    expect(arabic).toMatch(/^482913 .*لمدة 10 دقائق/)
    expect(arabic.endsWith('\n@raseel.example #482913')).toBe(true)
  })

  test('a link leads to its own site and to no other host', () => {
    expect(textMessage({ ...link, language: 'en' }, en, sites)).toContain('https://staff.raseel.example/password/7K2M9QX4T8WB3NRD')
    expect(letterOf({ ...link, language: 'ar' }, ar, sites).link?.address).toBe('https://staff.raseel.example/password/7K2M9QX4T8WB3NRD')
    const elsewhere = { ...link, language: 'en' as const, values: { ...link.values, path: '//evil.example/' } }
    expect(() => letterOf(elsewhere, en, sites)).toThrow('another host')
  })

  test('a change of the account is told with its time and whom to call', () => {
    const changed = {
      to: { ...phone, channel: 'mail', address: 'noura@example.org' },
      purpose: 'account-changed',
      values: {
        what: 'phone',
        at: visit.starts,
        zone: 'Asia/Riyadh',
        site: 'patient',
        clinic,
        phone: '+966112345678',
        phoneCountry: 'SA',
        country: 'SA',
      },
    } as const
    const text = plainText(letterOf({ ...changed, language: 'en' }, en, sites))
    expect(text).toContain('Tuesday 24 November 2026, 5:40 pm')
    expect(text).toContain('011 234 5678')
  })
})
