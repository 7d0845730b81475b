import { Writable } from 'node:stream'
import { beforeEach, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { newId } from '../../src/database/ids.ts'
import type { Site } from '../../src/database/tables.ts'
import { openLog } from '../../src/web/log.ts'
import { aWorld, type Person, type World } from '../access/world.ts'
import { posting, testParts } from '../support/app.ts'
import { testDatabase } from '../support/database.ts'
import { pathsOf, sites } from './routes.ts'

const { db } = testDatabase()
let world: World
beforeEach(async () => {
  world = await aWorld(db)
})

const mark = 'zqsecret'
/** What forms of ours ask for; each route takes what it knows. */
const asked = [
  'login',
  'password',
  'current-password',
  'new-password',
  'code',
  'words',
  'name',
  'email',
  'phone',
  'reason',
  'note',
  'message',
]
const who: Record<Site, Person> = { patient: 'patient', staff: 'admin' }

/** The app with its log, as loud as it can be. */
function listening() {
  let said = ''
  const ear = new Writable({
    write(chunk, _, done) {
      said += chunk
      done()
    },
  })
  const parts = testParts(db, { rateLimit: 1_000_000 })
  return { app: createApp({ ...parts, log: openLog('trace', ear) }), said: () => said }
}

it.each(sites)(
  'nothing that somebody sends to any address of the %s site, or that it shows, stands in the log',
  async (site) => {
    const { app, said } = listening()
    const token = (await world.browserOf(who[site], site)).cookie('__Host-session') ?? ''
    const origin = site === 'staff' ? 'http://staff.localhost:3000' : 'http://localhost:3000'
    const dressed = { Cookie: `__Host-session=${token}; __Host-request=${mark}`, 'User-Agent': mark, Referer: `${origin}/${mark}` }
    const fields = { ...Object.fromEntries(asked.map((name) => [name, `${mark} 0501234567`])), receipt: newId(), version: '0' }
    for (const path of pathsOf(site, 'GET')) {
      await (await app.request(`${origin}${world.path(path, 'ours')}?q=${mark}&to=/${mark}`, { headers: dressed })).text()
      await (await app.request(`${origin}${path.replaceAll(/:\w+/g, mark)}`, { headers: dressed })).text()
    }
    const ends = /\/(sign-out|lock)$|\/account\/(phone|email|password|sessions)/
    for (const path of pathsOf(site, 'POST').filter((one) => !ends.test(one))) {
      await (await app.request(origin + world.path(path, 'ours'), posting(fields, dressed))).text()
    }
    const lines = said().trim().split('\n')
    expect(lines.length).toBeGreaterThan(pathsOf(site, 'GET').length)
    const ids = ['patient', 'appointment'].map((name) => world.path(`:${name}`, 'ours'))
    for (const secret of [mark, token, '501234567', 'Fatimah', ...ids]) {
      expect(
        lines.filter((line) => line.includes(secret)),
        secret,
      ).toEqual([])
    }
  },
  120_000,
)
