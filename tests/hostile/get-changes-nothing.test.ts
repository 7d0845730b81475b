import { beforeEach, expect, it } from 'vitest'
import { inviteIn } from '../../src/accounts/invitations/invite.ts'
import { linkHash } from '../../src/accounts/recovery/send-link.ts'
import { newId } from '../../src/database/ids.ts'
import { sqlNow } from '../../src/database/now.ts'
import type { Site } from '../../src/database/tables.ts'
import { makeClaim } from '../../src/patients/registrations/claims.ts'
import { aWorld, people, type World } from '../access/world.ts'
import { testApp, testConfig } from '../support/app.ts'
import type { TestBrowser } from '../support/browser.ts'
import { testDatabase } from '../support/database.ts'
import { aPatient, aStaffMember, aUser } from '../support/people.ts'
import { checksums } from './checksums.ts'
import { pathsOf, sites } from './routes.ts'

const { db, owner } = testDatabase()
let world: World
beforeEach(async () => {
  world = await aWorld(db)
})

/** That something was seen is written down; nothing else is. */
const seen = ['audit']

for (const site of sites) {
  it(`on the ${site} site no GET changes anything, whoever opens the link: mail scanners and previews open all of them`, async () => {
    const browsers = new Map<string, TestBrowser>()
    for (const person of people) browsers.set(person, await world.browserOf(person, site))
    const begin = await checksums(owner)
    for (const path of pathsOf(site, 'GET')) {
      const address = world.path(path, 'ours')
      const before = await checksums(owner, seen)
      for (const [person, browser] of browsers) {
        const answer = await browser.get(address)
        await answer.arrayBuffer()
        await browser.get(`${address}?lang=ar&done=undo&step=cancel&confirm=yes&delete=1&_method=DELETE`)
        expect([path, person, answer.status]).toEqual([path, person, expect.toSatisfy((status: number) => status < 500)])
      }
      expect(await checksums(owner, seen), `GET ${path}`).toEqual(before)
    }
    expect((await checksums(owner)).audit, 'what was seen is in the audit').not.toBe(begin.audit)
  })
}

/** A link for a forgotten password, as a mail has it. */
async function recoveryLink(site: Site): Promise<string> {
  const { id: user_id } = await aUser(db)
  const row = { id: newId<'recovery'>(), user_id, site, token_hash: linkHash(`good-for-${site}`), created_at: sqlNow, used_at: null }
  await db
    .insertInto('recoveries')
    .values({ ...row, expires_at: Temporal.Now.instant().add({ minutes: 30 }) })
    .execute()
  return `/new-password/good-for-${site}`
}

async function invitationLink(): Promise<string> {
  const { user } = await aStaffMember(db, 'nurse')
  const { secret } = await db.transaction().execute((tx) => inviteIn(tx, { user: user.id, way: 'mail', by: null }))
  return `/invitation/${secret}`
}

async function claimLink(): Promise<string> {
  const wanted = { patient: (await aPatient(db)).id, language: 'en', clinic: { en: 'Clinic', ar: 'عيادة' }, country: 'SA' } as const
  const way = { kind: 'email', value: 'huda@example.org' } as const
  const { actor } = await aStaffMember(db, 'receptionist')
  const { token } = await makeClaim(db, testConfig().secret, actor, { receipt: newId(), way, ...wanted })
  return `/claim/${token}`
}

it.each<[string, Site, () => Promise<string>]>([
  ['a forgotten password', 'patient', () => recoveryLink('patient')],
  ['a forgotten password of the staff', 'staff', () => recoveryLink('staff')],
  ['an invitation', 'staff', invitationLink],
  ['an account for a record', 'patient', claimLink],
])('a link for %s that a scanner has opened, over and over, is as good as before', async (_, site, link) => {
  const address = await link()
  const app = testApp(db)
  const before = await checksums(owner)
  for (const method of ['HEAD', 'GET', 'OPTIONS', 'GET', 'GET']) {
    const answer = await (site === 'staff' ? app.staffRequest : app.request)(address, { method })
    expect([method, answer.status]).toEqual([method, method === 'OPTIONS' ? 204 : 200])
    expect(answer.headers.getSetCookie()).toEqual([])
  }
  expect(await checksums(owner)).toEqual(before)
})
