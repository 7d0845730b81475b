import type { AppointmentStatus } from '../../database/tables.ts'

/** An appointment in one of these holds its cells, as far as they lie ahead: who finishes early has the rest of the time back. */
export const holding: AppointmentStatus[] = ['offered', 'booked', 'arrived', 'in-consultation']
