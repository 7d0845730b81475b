import type { Tx } from '../database/pool.ts'
import { enqueue, withdraw } from '../jobs/enqueue.ts'
import { channels, type Notice } from './notice.ts'

/**
 * Tells somebody something once the transaction is committed. It only writes a row: a mail server that is away, or an
 * address that is wrong, fails nobody's booking. `cause` names what happened, its version and the recipient; telling it
 * twice is telling it once.
 */
export async function send(tx: Tx, { cause, ...notice }: Notice & { cause: string }): Promise<void> {
  await enqueue(tx, { topic: notice.to.channel, cause, payload: notice })
}

/** Takes back what has not left yet of the notices whose cause begins with `about`, before telling something newer. */
export const withdrawNotices = (tx: Tx, about: string): Promise<void> => withdraw(tx, { topics: channels, about })
