import type { Database } from '../../src/database/pool.ts'
import { noticeForm } from '../../src/notices/notice.ts'

/** What waits to be sent to somebody, the latest first. */
export async function postFor(db: Database, address: string) {
  const rows = await db.selectFrom('outbox').select('payload').where('topic', 'in', ['mail', 'text']).orderBy('id', 'desc').execute()
  return rows.map((row) => noticeForm.parse(row.payload)).filter((notice) => notice.to.address === address)
}

/** The code that somebody reads in their latest message. */
export async function codeFor(db: Database, address: string): Promise<string> {
  const notice = (await postFor(db, address)).find(({ purpose }) => purpose === 'code')
  if (notice?.purpose !== 'code') throw new Error(`no code was sent to ${address}`)
  return notice.values.code
}

/** Another six digits. */
export const notThis = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

/** Moves what was written about codes back in time, as if one had waited. */
export async function waitMinutes(db: Database, minutes: number): Promise<void> {
  const rows = await db.selectFrom('codes').select(['id', 'minute', 'created_at', 'expires_at', 'checked_at']).execute()
  for (const row of rows) {
    await db
      .updateTable('codes')
      .set({
        minute: row.minute - minutes,
        created_at: row.created_at.subtract({ minutes }),
        expires_at: row.expires_at.subtract({ minutes }),
        checked_at: row.checked_at?.subtract({ minutes }) ?? null,
      })
      .where('id', '=', row.id)
      .execute()
  }
}
