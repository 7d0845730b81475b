import { type Id, idOf, newId } from '../database/ids.ts'
import { Refusal } from './refusal.ts'

/** For the hidden field `receipt` of every form that changes something: sending it twice is then one action. */
export const newReceipt = (): Id<'receipt'> => newId<'receipt'>()

/** The receipt that came with a form; one without is not a form of ours. */
export function receiptOf(typed: Record<string, string>): Id<'receipt'> {
  const receipt = idOf<'receipt'>(typed.receipt)
  if (receipt === null) throw new Refusal(400, 'error.form')
  return receipt
}
