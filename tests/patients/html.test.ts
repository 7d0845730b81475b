import { HtmlValidate } from 'html-validate'
import { expect, test } from 'vitest'
import { newToken, startSession } from '../../src/accounts/sessions.ts'
import { newId } from '../../src/database/ids.ts'
import { reindexPatients } from '../../src/patients/search/reindex.ts'
import { aClinic, at, bookAt } from '../appointments/clinic.ts'
import { aBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { htmlRules } from '../support/html-rules.ts'
import { anIdentifier } from '../support/people.ts'

const { db } = testDatabase()
const validator = new HtmlValidate(htmlRules)

async function faultsOf(answer: Response): Promise<string[]> {
  const { results } = await validator.validateString(await answer.text())
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} at ${selector}`))
}

test.each(['en', 'ar'])('pages that no link leads to are sound HTML too, in %s', async (language) => {
  const clinic = await aClinic(db)
  await anIdentifier(db, clinic.patient, { value: '1000000008' })
  await reindexPatients(db)
  const booked = await bookAt(db, clinic, at(2, '10:00'))
  const token = newToken()
  await startSession(db, { site: 'staff', user: clinic.desk.user, device: null, token, strength: 'full', secondFactor: true })
  const browser = aBrowser(db, 'staff', { '__Host-session': token })
  const spoken = { 'Accept-Language': language }
  const kept = (await browser.post('/search', { words: 'noura' })).headers.get('Location') ?? ''
  const visit = booked.ok ? `/appointments/${booked.appointment}/patient` : ''
  const wrong = (await browser.post(visit, { words: 'noura' })).headers.get('Location') ?? ''
  const again = { name: 'Noura Saad Alqahtani', sex: 'female', birth: '1/7/1990', phone: '0501234567', receipt: newId() }
  const answers = {
    results: await browser.get(kept, spoken),
    nobody: await browser.get((await browser.post('/search', { words: 'zzz' })).headers.get('Location') ?? '', spoken),
    gone: await browser.get(`/search/${newId()}`, spoken),
    'an empty form': await browser.get('/patients/new', spoken),
    'a wrong form': await browser.post('/patients/new', { receipt: newId(), idType1: 'iqama', idValue1: '1', name2: 'نورة' }, spoken),
    'a likely person': await browser.post('/patients/new', again, spoken),
    'a patient': await browser.get(`/patients/${clinic.patient.id}`, spoken),
    'an edit': await browser.get(`/patients/${clinic.patient.id}/edit`, spoken),
    'two edits': await browser.post(
      `/patients/${clinic.patient.id}/edit`,
      { version: '7', name: 'x', was: '{}', receipt: newId() },
      spoken,
    ),
    'a wrong patient': await browser.get(visit, spoken),
    'the right patient': await browser.get(wrong, spoken),
  }
  for (const [page, answer] of Object.entries(answers)) expect(await faultsOf(answer), page).toEqual([])
})
