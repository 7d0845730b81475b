import { Hono } from 'hono'
import { DetailsForm } from '../../../views/registrations/details-form.tsx'
import { PrivacyPage } from '../../../views/registrations/privacy-page.tsx'
import { detailsPath, meansOf, wayOn, withTo } from '../../accounts/code-door.ts'
import { requestIn } from '../../accounts/code-request.ts'
import { type CodeOfBrowser, codeOf } from '../../accounts/codes.ts'
import { doorPage } from '../../accounts/door.tsx'
import { faultOf, shortest } from '../../accounts/own/new-password.ts'
import { hashPassword } from '../../accounts/passwords.ts'
import { sessionToken, setSessionCookie } from '../../accounts/sessions.ts'
import { signInByCode } from '../../accounts/sign-in-by-code.ts'
import { clinicToday } from '../../appointments/desk/desk-found.ts'
import type { Env, WebContext } from '../../web/context.ts'
import { type FieldError, typedIn } from '../../web/form.ts'
import { page } from '../../web/page.ts'
import { newReceipt, receiptOf } from '../../web/receipt.ts'
import { patientChoices } from '../registering/patient-choices.ts'
import { noticeVersion } from './consents.ts'
import { identifierTypesOnline, inFormOrder, type OnlineRead, readOnline } from './online-form.ts'
import { registerOnline } from './register-online.ts'

/** The patients' site: who has confirmed a number or an address, and has no account by it, says who they are. */
export const onlineRoutes = new Hono<Env>()

onlineRoutes.get('/privacy', (c) => page(c, <PrivacyPage frame={c.var.frame} version={noticeVersion} />))

onlineRoutes.get(detailsPath, async (c) => {
  if (c.var.actor) return c.redirect(wayOn(c), 303)
  const code = await confirmedCode(c)
  return code ? detailsPage(c, code, {}) : c.redirect(withTo(c, '/register'), 303)
})

onlineRoutes.post(detailsPath, async (c) => {
  const { db, t, requestId } = c.var
  const code = await confirmedCode(c)
  // Sent twice, or too late: who is in already goes on, everybody else begins again.
  if (!code) return c.redirect(c.var.actor ? registeredAt(c) : withTo(c, '/register'), 303)
  const typed = typedIn(c.var.posted)
  const { today } = await clinicToday(c)
  const read = readOnline(typed, { to: code.to, country: c.var.frame.clinic.country, today, language: t.language })
  const told = read.errors.map(({ field, key }) => ({ field, message: t(key) }))
  const errors = inFormOrder([...told, ...passwordErrors(c, code, read)])
  if (errors.length > 0) return detailsPage(c, code, { typed, errors })
  const device = c.req.header('User-Agent') ?? null
  const answer = await registerOnline(db, {
    ...read,
    receipt: receiptOf(typed),
    code: code.id,
    to: code.to,
    passwordHash: code.to.kind === 'email' ? await hashPassword(passwordIn(c)) : null,
    noticeVersion,
    language: t.language,
    device,
    requestId,
    formerToken: sessionToken(c),
  })
  if (answer.ok && answer.token !== null) setSessionCookie(c, 'patient', answer.token)
  if (answer.ok) return c.redirect(registeredAt(c), 303)
  if (answer.reason === 'has-account') return signInInstead(c, code, device)
  return c.redirect(withTo(c, '/register'), 303)
})

/** Who was on the way somewhere goes on there; everybody else is told on the first page what they can do now. */
const registeredAt = (c: WebContext): string => (wayOn(c) === '/' ? '/?done=registered' : wayOn(c))

async function confirmedCode(c: WebContext): Promise<CodeOfBrowser | null> {
  const request = requestIn(c)
  const code = request === undefined ? null : await codeOf(meansOf(c), { request, purposes: ['sign-in', 'register'] })
  return code?.checked ? code : null
}

/** The account was made meanwhile, in another browser by the same number. */
async function signInInstead(c: WebContext, { id, to }: CodeOfBrowser, device: string | null) {
  const { db, requestId } = c.var
  const answer = await signInByCode(db, { code: id, to, device, requestId, formerToken: sessionToken(c) })
  if (!answer.ok) return c.redirect(withTo(c, '/sign-in'), 303)
  setSessionCookie(c, 'patient', answer.token)
  return c.redirect(wayOn(c), 303)
}

const passwordIn = (c: WebContext): string => c.var.posted.get('password') ?? ''

function passwordErrors(c: WebContext, { to }: CodeOfBrowser, { told }: OnlineRead): FieldError[] {
  if (to.kind === 'phone') return []
  const known = [to.value, ...told.names.map(({ text }) => text), c.var.frame.clinic.name]
  const fault = faultOf(passwordIn(c), { least: shortest, known })
  return fault === null ? [] : [{ field: 'password', message: c.var.t(fault, { least: shortest }) }]
}

interface Shown {
  typed?: Record<string, string>
  errors?: FieldError[]
}

function detailsPage(c: WebContext, { to }: CodeOfBrowser, { typed = {}, errors = [] }: Shown) {
  const { t } = c.var
  return doorPage(
    c,
    { title: t('online.aboutYou'), error: errors.length > 0 },
    <DetailsForm
      t={t}
      action={withTo(c, detailsPath)}
      receipt={newReceipt()}
      typed={typed}
      errors={errors}
      withPassword={to.kind === 'email'}
      least={shortest}
      identifierTypes={identifierTypesOnline}
      countries={patientChoices.countries}
    />,
    errors.length > 0 ? 422 : 200,
  )
}
