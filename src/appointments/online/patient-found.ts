import { signedInActor } from '../../accounts/require.ts'
import { idOf } from '../../database/ids.ts'
import { type Person, personOf } from '../../patients/people.ts'
import type { WebContext } from '../../web/context.ts'
import { notFound, Refusal } from '../../web/refusal.ts'
import { appointmentOf } from './patient-appointments.ts'

/** The patient of the address, if the signed-in person acts for them. */
export async function personFound(c: WebContext): Promise<Person> {
  const id = idOf<'patient'>(c.req.param('patient'))
  return (id && (await personOf(c.var.db, signedInActor(c), id))) ?? notFound()
}

/** The same, where the person may book and cancel for them. */
export async function personToBookFor(c: WebContext): Promise<Person> {
  const person = await personFound(c)
  if (!person.mayBook) throw new Refusal(403, 'book.mayNot')
  return person
}

/** The appointment of the address, if it is this patient's. */
export async function appointmentFound(c: WebContext, person: Person) {
  const id = idOf<'appointment'>(c.req.param('appointment'))
  return (id && (await appointmentOf(c.var.db, person.id, id))) ?? notFound()
}
