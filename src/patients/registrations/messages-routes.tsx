import { Hono } from 'hono'
import { WantedMessagesPage } from '../../../views/registrations/wanted-messages-page.tsx'
import { signedIn, signedInActor } from '../../accounts/require.ts'
import { audit } from '../../audit/write.ts'
import type { Env } from '../../web/context.ts'
import { typedIn } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { namesFor } from '../names.ts'
import { peopleOfActor } from '../people.ts'
import { changeWantedMessages, wantedMessages } from './wanted-messages.ts'

/** The patients' site: for whom the clinic may send messages; given and withdrawn at any time. */
export const messagesRoutes = new Hono<Env>()

const home = '/account/messages'

messagesRoutes.get(home, signedIn, async (c) => {
  const { db, frame, t } = c.var
  const actor = signedInActor(c)
  const [people, wanted] = await Promise.all([peopleOfActor(db, actor), wantedMessages(db, actor)])
  await audit(db, actor, { action: 'people.see', patients: people.map(({ id }) => id) })
  const shown = people.flatMap(({ id, names, relation }) => {
    const of = wanted.find(({ patient }) => patient === id)
    return of ? [{ id, name: namesFor(names, t.language)[0]?.text ?? '', isSelf: relation === 'self', wanted: of.wanted }] : []
  })
  return page(c, <WantedMessagesPage frame={frame} action={home} receipt={newReceipt()} people={shown} />)
})

messagesRoutes.post(home, signedIn, async (c) => {
  const { db, t, posted } = c.var
  const actor = signedInActor(c)
  const chosen = posted.getAll('wanted[]')
  const wanted = (await wantedMessages(db, actor)).map(({ patient }) => patient).filter((patient) => chosen.includes(patient))
  await changeWantedMessages(db, actor, { receipt: receiptOf(typedIn(posted)), wanted, language: t.language })
  return c.redirect('/account?done=messages', 303)
})
