import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { bytesOfId, idOf, idOfBytes, newId } from '../../src/database/ids.ts'
import { testDatabase } from '../support/database.ts'
import { aDepartment, aLocation, aVisitType } from '../support/places.ts'

const { db } = testDatabase()

describe('ids', () => {
  it('grow in the order of their making and are UUIDs of version 7', () => {
    const ids = Array.from({ length: 10_000 }, () => newId())
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(ids).toEqual([...ids].sort())
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('survive the way to bytes and back', () => {
    fc.assert(fc.property(fc.uuid(), (text) => idOfBytes(bytesOfId(text)) === text))
  })

  it.each(['', 'R-003377', '01920a4c', "' OR 1=1 --", '0190f6e0-7a40-7fcf-9572-cef26d53', null, 7, {}])(
    'are refused when they are %j',
    (text) => {
      expect(idOf(text)).toBeNull()
    },
  )
})

describe('values across the driver', () => {
  it('come back as they went: ids, instants, dates, times, booleans, JSON', async () => {
    const location = (await aLocation(db)).id
    const id = newId<'location-hours'>()
    const row = {
      id,
      location_id: location,
      weekday: 5,
      starts: Temporal.PlainTime.from('22:00'),
      ends: Temporal.PlainTime.from('02:00'),
      valid_from: Temporal.PlainDate.from('2026-02-18'),
      valid_until: null,
      precedence: 1,
    }
    await db.insertInto('location_hours').values(row).execute()
    const read = await db.selectFrom('location_hours').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(read.location_id).toBe(location)
    expect(read.starts.toString()).toBe('22:00:00')
    expect(read.valid_from?.toString()).toBe('2026-02-18')
    expect(read.valid_until).toBeNull()
    expect(read.weekday).toBe(5)
  })

  it('keep the millisecond of an instant, whatever the zone of the machine', async () => {
    const at = Temporal.Instant.from('2026-04-24T21:59:59.987Z')
    await db.insertInto('changes').values({ id: newId<'change'>(), topic: 'x', at }).execute()
    const rows = await db.selectFrom('changes').selectAll().where('at', '=', at).execute()
    expect(rows.map((row) => row.at.toString())).toEqual(['2026-04-24T21:59:59.987Z'])
  })

  it('find rows by one id, by several, by a joined one, and change an id', async () => {
    const [first, second] = [(await aDepartment(db)).id, (await aDepartment(db)).id]
    const rows = await db.selectFrom('departments').select('id').where('id', 'in', [first, second]).execute()
    expect(rows.map((row) => row.id).sort()).toEqual([first, second].sort())
    const location = (await aLocation(db)).id
    const room = newId<'room'>()
    await db
      .insertInto('rooms')
      .values({ id: room, location_id: location, name: { en: 'Room 1', ar: 'غرفة 1' }, position: 0 })
      .execute()
    await db.updateTable('rooms').set({ department_id: first }).where('rooms.id', '=', room).execute()
    const joined = await db
      .selectFrom('rooms')
      .innerJoin('departments', 'departments.id', 'rooms.department_id')
      .select(['rooms.id', 'departments.id as department'])
      .where((eb) => eb.or([eb('departments.id', '=', first), eb('departments.id', '=', second)]))
      .execute()
    expect(joined).toEqual([{ id: room, department: first }])
  })

  it('leave a text alone that looks like an id', async () => {
    const looks = newId() as string
    await db.insertInto('changes').values({ id: newId<'change'>(), topic: looks, at: Temporal.Now.instant() }).execute()
    const rows = await db.selectFrom('changes').select('topic').where('topic', '=', looks).execute()
    expect(rows).toEqual([{ topic: looks }])
  })

  it('keep booleans apart from small numbers', async () => {
    const { id } = await aVisitType(db)
    const row = await db.selectFrom('visit_types').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect([row.first_visit, row.online].every((value) => typeof value === 'boolean')).toBe(true)
    expect(typeof row.position).toBe('number')
  })

  it('take any text, quotes, backslashes, Arabic, emoji and all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (en) => {
        const id = newId<'department'>()
        await db
          .insertInto('departments')
          .values({ id, name: { en, ar: "عيادة 'الأسنان' \\ 🦷" }, position: 0 })
          .execute()
        const row = await db.selectFrom('departments').select('name').where('id', '=', id).executeTakeFirstOrThrow()
        expect(row.name).toEqual({ en, ar: "عيادة 'الأسنان' \\ 🦷" })
      }),
      { numRuns: 50 },
    )
  })

  it('can be sent in raw SQL as bytes', async () => {
    const { id } = await aDepartment(db)
    const { rows } = await sql<{ n: number }>`SELECT COUNT(*) AS n FROM departments WHERE id = ${bytesOfId(id)}`.execute(db)
    expect(rows[0]?.n).toBe(1)
  })
})
