import { Hono } from 'hono'
import { z } from 'zod'
import { EndRightPage } from '../../../views/families/end-right-page.tsx'
import { OwnPeoplePage } from '../../../views/families/own-people-page.tsx'
import { Note } from '../../../views/ui/note.tsx'
import { fullyKnown, signedIn, signedInActor } from '../../accounts/require.ts'
import { clinicToday } from '../../appointments/desk/desk-found.ts'
import { audit } from '../../audit/write.ts'
import { clinicNow } from '../../clinic/remembered.ts'
import { clinicSaid } from '../../clinic/said.ts'
import { idOf } from '../../database/ids.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { form } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { notFound, Refusal } from '../../web/refusal.ts'
import { isMinor } from './age.ts'
import { endRight } from './end-right.ts'
import { ownRecord } from './own-record.ts'
import { ownRight, type Right, rightsOfUser, rightsOverPatient } from './queries.ts'
import { rightInWords } from './right-words.ts'

/** The patients' site: for whom I act and who acts for me; each can be ended. */
export const peopleRoutes = new Hono<Env>()

peopleRoutes.get('/account/people', signedIn, fullyKnown, async (c) => {
  const { db, frame, t } = c.var
  const actor = signedInActor(c)
  const [own, { today }] = await Promise.all([ownRecord(db, actor.user), clinicToday(c)])
  const [mine, overMe] = await Promise.all([rightsOfUser(db, actor.user), own ? rightsOverPatient(db, own) : []])
  const patients = [...new Set([...(own ? [own] : []), ...mine.map(({ patient }) => patient)])]
  await audit(db, actor, { action: 'people.see', patients })
  return page(
    c,
    <OwnPeoplePage
      frame={frame}
      mine={mine.map((right) => ({ ...rightInWords(t, right, today), end: `/account/people/${right.id}/ending` }))}
      overMe={overMe.map((right) => ({
        ...rightInWords(t, right, today),
        end: mayEnd(right, today, own) ? `/account/people/${right.id}/ending` : null,
      }))}
      note={c.req.query('done') === 'ended' ? <Note kind="good">{t('people.ended')}</Note> : undefined}
    />,
  )
})

peopleRoutes.get('/account/people/:access/ending', signedIn, fullyKnown, async (c) => {
  const { db, frame, t } = c.var
  const actor = signedInActor(c)
  const { right, today, acts } = await rightInAddress(c)
  await audit(db, actor, { action: 'people.see', patients: [right.patient] })
  return page(
    c,
    <EndRightPage
      frame={frame}
      right={rightInWords(t, right, today)}
      by={acts ? 'acting' : 'acted-for'}
      action={`/account/people/${right.id}/ending`}
      back="/account/people"
      receipt={newReceipt()}
    />,
  )
})

peopleRoutes.post('/account/people/:access/ending', signedIn, fullyKnown, async (c) => {
  const { db } = c.var
  const read = await form(c, z.object({}))
  const receipt = receiptOf(read.typed)
  const { right } = await rightInAddress(c)
  await endRight(db, signedInActor(c), { receipt, right, because: null, clinic: clinicSaid(await clinicNow(db)) })
  return c.redirect('/account/people?done=ended', 303)
})

/** The right of the address, if this person holds it or it is over their own record; 404 otherwise. A child does not end a parent's. */
async function rightInAddress(c: WebContext): Promise<{ right: Right; today: Temporal.PlainDate; acts: boolean }> {
  const { db } = c.var
  const actor = signedInActor(c)
  const id = idOf<'patient-access'>(c.req.param('access'))
  const own = await ownRecord(db, actor.user)
  const right = (id && (await ownRight(db, actor, own, id))) ?? notFound()
  const { today } = await clinicToday(c)
  const acts = right.user === actor.user
  if (!acts && !mayEnd(right, today, own)) throw new Refusal(403)
  return { right, today, acts }
}

const mayEnd = (right: Right, today: Temporal.PlainDate, own: Right['patient'] | null): boolean =>
  right.patient === own && !(isMinor(right.birth, today) && (right.relation === 'parent' || right.relation === 'guardian'))
