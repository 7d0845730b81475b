import { invitationHours } from '../../accounts/invitations/invite.ts'
import type { ClinicSaid } from '../../accounts/own/tell.ts'
import type { Id } from '../../database/ids.ts'
import type { Tx } from '../../database/pool.ts'
import { send } from '../../notices/send.ts'

interface Letter {
  invitation: Id<'invitation'>
  secret: string
  /** The address that the person signs in by. */
  email: string
  clinic: ClinicSaid
}

/** The one-time link, by mail. It only writes a row. */
export async function sendInvitation(tx: Tx, { invitation, secret, email, clinic }: Letter): Promise<void> {
  await send(tx, {
    to: { channel: 'mail', address: email, own: true },
    purpose: 'link',
    language: clinic.language,
    values: {
      what: 'invitation',
      path: `/invitation/${secret}`,
      hours: invitationHours,
      site: 'staff',
      clinic: clinic.clinic,
      country: clinic.country,
    },
    cause: `invitation/${invitation}`,
  })
}
