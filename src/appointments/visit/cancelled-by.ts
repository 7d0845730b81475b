import type { CancelReason } from '../../database/tables.ts'

export type CancelledBy = 'patient' | 'clinic' | null

/** Whose decision a cancellation was, as its patient is told; null where the reason does not say. The desk also cancels at a patient's request. */
export function cancelledBy(reason: CancelReason | null): CancelledBy {
  if (reason === 'patient') return 'patient'
  return reason === 'clinic' || reason === 'doctor-absent' ? 'clinic' : null
}
