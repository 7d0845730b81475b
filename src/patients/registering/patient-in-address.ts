import { signedInActor } from '../../accounts/require.ts'
import { idOf } from '../../database/ids.ts'
import type { WebContext } from '../../web/context.ts'
import { notFound } from '../../web/refusal.ts'
import { type PatientAtDesk, staffPatientOf } from '../queries.ts'

/** The patient of the address, as far as this member of staff may see them; 404 otherwise. */
export async function patientInAddress(c: WebContext): Promise<PatientAtDesk> {
  const id = idOf<'patient'>(c.req.param('patient'))
  const patient = id && (await staffPatientOf(c.var.db, signedInActor(c), id))
  return patient && !patient.archived ? patient : notFound()
}
