import { describe, expect, test } from 'vitest'
import { ErrorPage, ErrorPart } from '../../views/errors.tsx'
import { PatientShell } from '../../views/layout/patient-shell.tsx'
import { StaffShell } from '../../views/layout/staff-shell.tsx'
import { Note } from '../../views/ui/note.tsx'
import { aFrame, huda } from './frames.tsx'

describe('every page', () => {
  test('says its language and direction', () => {
    expect(String(<PatientShell frame={aFrame()} title="Doctors" />)).toMatch(/^<html lang="en" dir="ltr"/)
    expect(String(<PatientShell frame={aFrame({ language: 'ar' })} title="الأطباء" />)).toMatch(/^<html lang="ar" dir="rtl"/)
  })

  test('has a title with the clinic’s name, and says first when something is wrong', () => {
    expect(String(<PatientShell frame={aFrame()} title="Doctors" />)).toContain('<title>Doctors · Raseel &lt;Medical&gt; Center</title>')
    expect(String(<PatientShell frame={aFrame()} title="Sign in" error />)).toContain('<title>Error: Sign in · ')
  })

  test('leads to itself in the other language, with what was asked for', () => {
    const html = String(<PatientShell frame={aFrame()} title="Doctors" />)
    expect(html).toContain('<a href="/doctors?department=1&amp;lang=ar" hreflang="ar" lang="ar" dir="rtl">العربية</a>')
    expect(String(<PatientShell frame={aFrame({ language: 'ar', path: '/' })} title="x" />)).toContain('<a href="/?lang=en" hreflang="en"')
  })

  test('never links out of the clinic by its own address', () => {
    expect(String(<PatientShell frame={aFrame({ path: '//evil.example/x' })} title="x" />)).toContain('href="/evil.example/x?lang=ar"')
  })

  test('has an empty status region from the start, with what the script may have to say', () => {
    const html = String(<PatientShell frame={aFrame()} title="Doctors" />)
    expect(html).toMatch(/<div id="status" role="status"[^>]*><\/div>/)
    expect(html).toContain('data-offline="No connection. Nothing was saved.')
  })

  test('shows a note of what was just done inside that region', () => {
    const html = String(<PatientShell frame={aFrame()} title="x" note={<Note kind="good">Saved</Note>} />)
    expect(html).toMatch(/id="status"[^>]*><div class="note good"/)
  })

  test('has no inline script, style or handler', () => {
    for (const html of [
      String(<PatientShell frame={aFrame({ demo: true, messagesPage: true })} title="x" />),
      String(<StaffShell frame={aFrame({ site: 'staff', person: huda })} title="x" />),
    ]) {
      expect(html).not.toMatch(/ style=| on[a-z]+=|javascript:|<style/)
      expect(html.match(/<script[^>]*>[^<]/)).toBeNull()
    }
  })
})

describe('the patients’ bar', () => {
  test('offers to sign in, and nothing that needs it', () => {
    const html = String(<PatientShell frame={aFrame()} title="x" />)
    expect(html).toContain('href="/sign-in"')
    expect(html).not.toContain('My appointments')
  })

  test('signs out by a form, never by a link', () => {
    const person = { name: 'Noura', roles: [], places: ['appointments'] }
    const html = String(<PatientShell frame={aFrame({ person })} title="x" place="appointments" />)
    expect(html).toContain('<form action="/sign-out" method="post">')
    expect(html).toMatch(/aria-current="page"[^>]*>My appointments/)
    expect(html).toContain('<bdi>Noura</bdi>')
  })

  test('gives way to the steps while booking', () => {
    const html = String(<PatientShell frame={aFrame()} title="x" steps={{ now: 2, of: 4 }} />)
    expect(html).not.toContain('<nav')
    expect(html).toContain('Step 2 of 4')
  })
})

describe('the footer', () => {
  test('says how to find a clinic with one branch without naming the branch', () => {
    const html = String(<PatientShell frame={aFrame()} title="x" />)
    expect(html).toContain('How to find us')
    expect(html).not.toContain('Al-Yasmin')
    expect(html).toContain('href="tel:0112345678"')
  })

  test('names the branches where there are several, and says which is closed', () => {
    const frame = aFrame()
    const [first] = frame.clinic.locations
    if (!first) throw new Error('a branch is missing')
    const locations = [first, { ...first, name: 'Maadi', hoursToday: null, emergencyPhone: '123' }]
    const html = String(<PatientShell frame={{ ...frame, clinic: { ...frame.clinic, locations } }} title="x" />)
    expect(html).toContain('Maadi')
    expect(html).toContain('Closed today')
    expect(html).toMatch(/997.*123/s)
  })
})

describe('the staff bar', () => {
  test('names the person’s places and no others', () => {
    const html = String(<StaffShell frame={aFrame({ site: 'staff', person: huda })} title="Day book" place="day-book" />)
    expect(html).toMatch(/href="\/day-book" aria-current="page"/)
    expect(html).toContain('href="/directory"')
    expect(html).not.toContain('href="/my-day"')
    expect(html).toContain('<h1>Day book</h1>')
  })

  test('has no menu before somebody is signed in', () => {
    expect(String(<StaffShell frame={aFrame({ site: 'staff' })} title="Sign in" />)).not.toContain('<nav')
  })
})

test('a demo clinic says so on every page, and where its messages are', () => {
  const html = String(<StaffShell frame={aFrame({ site: 'staff', demo: true, messagesPage: true })} title="x" />)
  expect(html).toContain('Demo clinic.')
  expect(html).toContain('/development/messages')
})

describe('a refusal', () => {
  const statuses = [400, 401, 403, 404, 405, 409, 413, 421, 422, 429, 500, 503] as const

  test.each(statuses)('%i says in both languages what to do next', (status) => {
    const english = String(<ErrorPage frame={aFrame()} status={status} />)
    const arabic = String(<ErrorPage frame={aFrame({ language: 'ar', site: 'staff' })} status={status} />)
    expect(english.match(/<h1>/g)).toHaveLength(1)
    expect(arabic.match(/<h1>/g)).toHaveLength(1)
    expect(english).toContain('href="/"')
    expect(english).not.toMatch(/error\.\d/)
    expect(arabic).not.toMatch(/error\.\d/)
  })

  test('as a part of a page has no page around it', () => {
    expect(String(<ErrorPart frame={aFrame()} status={404} />)).toMatch(/^<div class="note bad"/)
  })

  test('of ours names the request, so that the clinic can look it up', () => {
    expect(String(<ErrorPage frame={aFrame()} status={500} />)).toContain('0193a1b2')
  })
})
