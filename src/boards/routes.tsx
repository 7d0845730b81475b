import { Hono } from 'hono'
import { z } from 'zod'
import { BoardsPage } from '../../views/boards/boards-page.tsx'
import { RevocationPage } from '../../views/boards/revocation-page.tsx'
import { Note } from '../../views/ui/note.tsx'
import { westernDigits } from '../accounts/phones.ts'
import { able, signedInActor } from '../accounts/require.ts'
import { departmentsOf } from '../clinic/queries.ts'
import { clinicNow } from '../clinic/remembered.ts'
import { type Id, idOf } from '../database/ids.ts'
import type { Env, WebContext } from '../web/context.ts'
import { type FieldError, form, type Typed } from '../web/form.ts'
import { page } from '../web/page.ts'
import { newReceipt, receiptOf } from '../web/receipt.ts'
import { notFound } from '../web/refusal.ts'
import { pairBoard } from './pair.ts'
import { boardsOf } from './queries.ts'
import { revokeBoard } from './revoke.ts'

/** The staff site: which screens hang in the waiting rooms. */
export const boardRoutes = new Hono<Env>()

boardRoutes.get('/boards', able('clinic-edit'), (c) => boardsPage(c, {}, []))

boardRoutes.post('/boards', able('clinic-edit'), async (c) => {
  const { db, t } = c.var
  const [{ locations }, departments] = await Promise.all([clinicNow(db), departmentsOf(db)])
  const read = await form(
    c,
    z.object({
      code: z
        .string('board.enterCode')
        .transform((typed) => westernDigits(typed).replaceAll(/[\s-]/g, ''))
        .pipe(z.string().regex(/^\d{6}$/, 'board.enterCode')),
      name: z.string('board.enterName').trim().min(1, 'board.enterName').max(80, 'board.nameLong'),
      location: oneOf(locations, 'board.chooseLocation'),
      department: oneOf(departments, 'error.field').or(z.literal('').transform(() => null)),
    }),
  )
  if (!read.ok) return boardsPage(c, read.typed, read.errors, 422)
  const answer = await pairBoard(db, signedInActor(c), { receipt: receiptOf(read.typed), ...read.values })
  if (!answer.ok) return boardsPage(c, read.typed, [{ field: 'code', message: t('board.noSuchCode') }], 422)
  return c.redirect('/boards?done=paired', 303)
})

boardRoutes.get('/boards/:board/revocation', able('clinic-edit'), async (c) => {
  const board = await boardIn(c)
  return page(c, <RevocationPage frame={c.var.frame} board={{ id: board.id, name: board.name }} receipt={newReceipt()} />)
})

boardRoutes.post('/boards/:board/revocation', able('clinic-edit'), async (c) => {
  const id = idOf<'board'>(c.req.param('board')) ?? notFound()
  const read = await form(c, z.object({}))
  const answer = await revokeBoard(c.var.db, signedInActor(c), { receipt: receiptOf(read.typed), board: id })
  if (!answer.ok) notFound()
  return c.redirect('/boards?done=revoked', 303)
})

async function boardIn(c: WebContext) {
  const id = idOf<'board'>(c.req.param('board'))
  const [board] = id ? await boardsOf(c.var.db, id) : []
  return board ?? notFound()
}

const oneOf = <Kind extends string>(rows: { id: Id<Kind> }[], message: string) =>
  z.string(message).transform((typed, context) => {
    const row = rows.find(({ id }) => id === typed)
    if (row) return row.id
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  })

async function boardsPage(c: WebContext, typed: Typed, errors: FieldError[], status: 200 | 422 = 200) {
  const { db, frame, t, config } = c.var
  const [{ locations }, departments, boards] = await Promise.all([clinicNow(db), departmentsOf(db), boardsOf(db)])
  const zone = locations[0]?.zone ?? 'UTC'
  const done = c.req.query('done')
  return page(
    c,
    <BoardsPage
      frame={frame}
      boards={boards.map((board) => ({
        id: board.id,
        name: board.name,
        place: [board.location, board.department].flatMap((name) => (name ? [t.local(name)] : [])),
        seenAt: board.seenAt?.toZonedDateTimeISO(zone) ?? null,
      }))}
      address={new URL('/board', config.staffUrl).href}
      locations={locations.map(({ id, name }) => ({ value: id, label: t.local(name) }))}
      departments={departments.map(({ id, name }) => ({ value: id, label: t.local(name) }))}
      receipt={newReceipt()}
      typed={typed}
      errors={errors}
      note={(done === 'paired' || done === 'revoked') && <Note kind="good">{t(`board.${done}`)}</Note>}
    />,
    status,
  )
}
