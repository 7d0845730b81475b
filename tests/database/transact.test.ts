import { describe, expect, it } from 'vitest'
import { DatabaseError, isDuplicateKey, NotYours } from '../../src/database/errors.ts'
import { newId } from '../../src/database/ids.ts'
import { type Action, transact } from '../../src/database/transact.ts'
import { testDatabase } from '../support/database.ts'
import { aUser } from '../support/people.ts'

const { db } = testDatabase()

const anAction = (more: Partial<Action> = {}): Action => ({
  receipt: newId<'receipt'>(),
  name: 'change.make',
  user: null,
  subject: null,
  ...more,
})
const writeChange = (topic: string) => async (tx: typeof db) => {
  await tx.insertInto('changes').values({ id: newId<'change'>(), topic, at: Temporal.Now.instant() }).execute()
  return { ok: true as const }
}
const topics = async () => (await db.selectFrom('changes').select('topic').execute()).map((row) => row.topic)

describe('transact', () => {
  it('does the same action once, however often it is sent', async () => {
    const subject = newId()
    const action = anAction({ subject })
    expect(await transact(db, action, writeChange('once'))).toEqual({ ok: true })
    expect(await transact(db, action, writeChange('once'))).toEqual({ ok: true, repeated: true, subject })
    expect(await topics()).toEqual(['once'])
  })

  it('does a double click once', async () => {
    const action = anAction()
    const answers = await Promise.all(Array.from({ length: 8 }, () => transact(db, action, writeChange('clicked'))))
    expect(answers.filter((answer) => !('repeated' in answer))).toHaveLength(1)
    expect(await topics()).toEqual(['clicked'])
  })

  it('takes everything back when the verb says no, receipt included', async () => {
    const action = anAction()
    const answer = await transact(db, action, async (tx) => {
      await writeChange('refused')(tx)
      return { ok: false as const, reason: 'too-late' }
    })
    expect(answer).toEqual({ ok: false, reason: 'too-late' })
    expect(await topics()).toEqual([])
    expect(await transact(db, action, writeChange('later'))).toEqual({ ok: true })
  })

  it('takes everything back when the work throws, and throws what it threw', async () => {
    const bug = new Error('a bug')
    await expect(
      transact(db, anAction(), async (tx) => {
        await writeChange('half')(tx)
        throw bug
      }),
    ).rejects.toBe(bug)
    expect(await topics()).toEqual([])
  })

  it("answers somebody else's receipt, or one of another action, as not theirs", async () => {
    const [mine, theirs] = [(await aUser(db)).id, (await aUser(db)).id]
    const action = anAction({ user: mine })
    await transact(db, action, writeChange('mine'))
    await expect(transact(db, { ...action, user: theirs }, writeChange('theirs'))).rejects.toBeInstanceOf(NotYours)
    await expect(transact(db, { ...action, name: 'change.remove' }, writeChange('other'))).rejects.toBeInstanceOf(NotYours)
    expect(await topics()).toEqual(['mine'])
  })

  it('answers a receipt that comes again for another subject as not theirs', async () => {
    const action = anAction({ subject: newId() })
    await transact(db, action, writeChange('one'))
    for (const subject of [newId(), null])
      await expect(transact(db, { ...action, subject }, writeChange('other'))).rejects.toThrow(NotYours)
    expect(await topics()).toEqual(['one'])
  })

  it('answers a repeat with what the first try has made, whatever this one would have called it', async () => {
    const action = anAction({ subject: newId(), makes: true })
    await transact(db, action, writeChange('made'))
    const again = await transact(db, { ...action, subject: newId() }, writeChange('again'))
    expect(again).toEqual({ ok: true, repeated: true, subject: action.subject })
    expect(await topics()).toEqual(['made'])
  })

  it('lets the work catch a taken key and go on with what it wrote before', async () => {
    const id = newId<'change'>()
    const taken = { id, topic: 'taken', at: Temporal.Now.instant() }
    await db.insertInto('changes').values(taken).execute()
    const answer = await transact(db, anAction(), async (tx) => {
      await writeChange('before')(tx)
      const error = await tx
        .insertInto('changes')
        .values(taken)
        .execute()
        .catch((reason: unknown) => reason)
      return isDuplicateKey(error) ? { ok: true as const, key: error.key } : { ok: false as const, reason: 'no duplicate' }
    })
    expect(answer).toEqual({ ok: true, key: 'PRIMARY' })
    expect((await topics()).sort()).toEqual(['before', 'taken'])
  })

  it('tries again after a deadlock, and both finish', async () => {
    const [a, b] = [newId<'department'>(), newId<'department'>()]
    for (const id of [a, b])
      await db
        .insertInto('departments')
        .values({ id, name: { en: 'x', ar: 'x' }, position: 0 })
        .execute()
    const bump = (first: typeof a, second: typeof b) =>
      transact(db, anAction(), async (tx) => {
        for (const id of [first, second]) {
          await tx
            .updateTable('departments')
            .set((eb) => ({ position: eb('position', '+', 1) }))
            .where('id', '=', id)
            .execute()
          await new Promise((resolve) => setTimeout(resolve, 50))
        }
        return { ok: true as const }
      })
    await Promise.all([bump(a, b), bump(b, a), bump(a, b), bump(b, a)])
    const rows = await db.selectFrom('departments').select('position').execute()
    expect(rows.map((row) => row.position)).toEqual([4, 4])
  })
})

describe('errors at the door', () => {
  it('name number, verb, table and key, and nothing that somebody typed', async () => {
    const id = newId<'login'>()
    const user = (await aUser(db)).id
    const login = { id, user_id: user, kind: 'phone' as const, value: '+966501234567' }
    await db.insertInto('logins').values(login).execute()
    const error = await db
      .insertInto('logins')
      .values({ ...login, id: newId<'login'>() })
      .execute()
      .catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(DatabaseError)
    expect(error).toMatchObject({ errno: 1062, key: 'logins_value', fatal: false, message: 'ER_DUP_ENTRY (1062) in insert logins' })
    expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain('501234567')
  })
})
