import type { Site } from '../../src/database/tables.ts'
import type { Person } from './world.ts'

/**
 * What a route answers to whom. One line a route, and every route has its line.
 *
 * The status is of those who may. Who is signed in at this site and may not gets 403; who is not signed in here (nobody at all, or
 * somebody with the other site's session) is sent to the sign-in page: 303 from a page, 401 from a form.
 * Forms are posted with a receipt and a version of long ago and nothing else, so 422 or 409 mean that somebody may: what is answered
 * after the permission and before any change.
 */
export interface Line {
  /** The roles that may, `everybody` (nobody signed in included), or `signed-in`: everybody of this site who is. */
  may: string
  answers: number
  /** Where those who are not signed in get another answer than the usual one. */
  anonymous?: number
  /** Whose rows of the address are out of reach of these roles: to them they do not exist. */
  hiddenFrom?: Person[]
  /** What the audit says of those who were let through; nothing where this is not given. A page about a patient always has it. */
  audited?: string
}

const line = (may: string, answers: number, more: Omit<Line, 'may' | 'answers'> = {}): Line => ({ may, answers, ...more })

const desk = 'receptionist nurse doctor admin'
const anyStaff = 'receptionist nurse doctor pharmacist lab-technician admin'
const departments: Partial<Line> = { hiddenFrom: ['doctor'], audited: 'appointment.see' }
const theirOwn: Partial<Line> = { hiddenFrom: ['patient'], audited: 'appointment.see' }

export const table: Record<Site, Record<string, Line>> = {
  patient: {
    'GET /': line('everybody', 200, { audited: 'appointment.see' }),
    'GET /account': line('signed-in', 200),
    'GET /account/language': line('signed-in', 200),
    'POST /account/language': line('signed-in', 422),
    'GET /account/password': line('signed-in', 200),
    'POST /account/password': line('signed-in', 422),
    'GET /appointments': line('patient', 303),
    'GET /book': line('everybody', 200),
    'GET /departments': line('everybody', 200),
    'GET /departments/:department': line('everybody', 200),
    'GET /doctors': line('everybody', 200),
    'GET /doctors/:doctor': line('everybody', 200),
    'GET /hours': line('everybody', 200),
    'GET /patients': line('patient', 303),
    'GET /patients/:patient/appointments': line('patient', 200, { hiddenFrom: ['patient'], audited: 'appointments.see' }),
    'POST /patients/:patient/appointments': line('patient', 422, { hiddenFrom: ['patient'] }),
    'GET /patients/:patient/appointments/:appointment': line('patient', 200, theirOwn),
    'GET /patients/:patient/appointments/:appointment/booked': line('patient', 200, theirOwn),
    'GET /patients/:patient/appointments/:appointment/calendar.ics': line('patient', 200, theirOwn),
    'GET /patients/:patient/appointments/:appointment/cancellation': line('patient', 200, theirOwn),
    'POST /patients/:patient/appointments/:appointment/cancellation': line('patient', 409, theirOwn),
    'GET /patients/:patient/appointments/:appointment/time': line('patient', 200, theirOwn),
    'POST /patients/:patient/appointments/:appointment/time': line('patient', 422, theirOwn),
    'GET /patients/:patient/access': line('patient', 200, { hiddenFrom: ['patient'], audited: 'access.see' }),
    'GET /patients/:patient/book': line('patient', 200, { hiddenFrom: ['patient'] }),
    'GET /sign-in': line('everybody', 303, { anonymous: 200 }),
    'POST /sign-in': line('everybody', 422),
    'GET /sign-out': line('signed-in', 200),
    'POST /sign-out': line('everybody', 303, { audited: 'sign-out' }),
    'GET /development/messages': line('everybody', 200),
    'GET /development/messages/:id': line('everybody', 200),
  },
  staff: {
    'GET /': line(anyStaff, 303),
    'GET /account': line('signed-in', 200),
    'GET /account/language': line('signed-in', 200),
    'POST /account/language': line('signed-in', 422),
    'GET /account/password': line('signed-in', 200),
    'POST /account/password': line('signed-in', 422),
    'GET /administration/audit': line('admin', 200, { audited: 'audit.see' }),
    'POST /administration/audit': line('admin', 303),
    'GET /administration/audit/file': line('admin', 200, { audited: 'audit.export' }),
    'GET /administration/emergency-access': line('admin', 200, { audited: 'glass.list' }),
    'GET /administration/emergency-access/:opening': line('admin', 200, { audited: 'glass.see' }),
    'POST /administration/emergency-access/:opening': line('admin', 409, { audited: 'glass.see' }),
    'GET /emergency-access': line('nurse doctor pharmacist lab-technician', 200),
    'POST /emergency-access': line('nurse doctor pharmacist lab-technician', 422),
    'GET /appointments/:appointment': line(desk, 200, departments),
    'GET /appointments/:appointment/arrival': line('receptionist nurse admin', 200, { audited: 'appointment.see' }),
    'POST /appointments/:appointment/arrival': line('receptionist nurse admin', 409, { audited: 'appointment.see' }),
    'GET /appointments/:appointment/call': line(desk, 200, departments),
    'POST /appointments/:appointment/call': line(desk, 409, departments),
    'GET /appointments/:appointment/completion': line(desk, 200, departments),
    'POST /appointments/:appointment/completion': line(desk, 409, departments),
    'GET /appointments/:appointment/departure': line('receptionist nurse admin', 200, { audited: 'appointment.see' }),
    'POST /appointments/:appointment/departure': line('receptionist nurse admin', 409, { audited: 'appointment.see' }),
    'GET /appointments/:appointment/no-show': line('receptionist nurse admin', 200, { audited: 'appointment.see' }),
    'POST /appointments/:appointment/no-show': line('receptionist nurse admin', 409, { audited: 'appointment.see' }),
    'GET /appointments/:appointment/payment': line('receptionist admin', 200, { audited: 'appointment.see' }),
    'POST /appointments/:appointment/payment': line('receptionist admin', 422, { audited: 'appointment.see' }),
    'GET /appointments/:appointment/payment-withdrawal': line('receptionist admin', 200, { audited: 'appointment.see' }),
    'POST /appointments/:appointment/payment-withdrawal': line('receptionist admin', 409, { audited: 'appointment.see' }),
    'GET /appointments/:appointment/restoration': line(desk, 200, departments),
    'POST /appointments/:appointment/restoration': line(desk, 409, departments),
    'GET /appointments/:appointment/undo': line(desk, 200, departments),
    'POST /appointments/:appointment/undo': line(desk, 422, departments),
    'GET /appointments/:appointment/steps': line(desk, 303, { hiddenFrom: ['doctor'] }),
    'GET /appointments/:appointment/reason': line(desk, 200, departments),
    'POST /appointments/:appointment/reason': line(desk, 409, departments),
    'GET /appointments/:appointment/time': line(desk, 200, departments),
    'POST /appointments/:appointment/time': line(desk, 422, departments),
    'GET /appointments/:appointment/cancellation': line(desk, 200, departments),
    'POST /appointments/:appointment/cancellation': line(desk, 422, departments),
    'GET /absences': line('receptionist nurse admin', 200),
    'GET /absences/:absence': line('receptionist nurse admin', 200, { audited: 'absence.see' }),
    'GET /absences/:absence/calls/:appointment': line('receptionist nurse admin', 303),
    'POST /absences/:absence/calls/:appointment': line('receptionist nurse admin', 303),
    'GET /doctors/:doctor/absence': line('receptionist nurse admin', 200, { audited: 'absence.plan' }),
    'POST /doctors/:doctor/absence': line('receptionist nurse admin', 400),
    'GET /board': line('everybody', 200),
    'GET /board/pairing': line('everybody', 303),
    'POST /board/pairing': line('everybody', 303),
    'GET /administration': line('admin', 200),
    'GET /boards': line('admin', 200),
    'POST /boards': line('admin', 422),
    'GET /boards/:board/revocation': line('admin', 200),
    'POST /boards/:board/revocation': line('admin', 303, { audited: 'board.revoke' }),
    'GET /day-book': line(desk, 200, { audited: 'day-book.see' }),
    'GET /day-book/week': line(desk, 200),
    'GET /day-book/free-times': line(desk, 200),
    'GET /directory': line(anyStaff, 200),
    'GET /keys': line(anyStaff, 200),
    'GET /paper-day': line('receptionist nurse admin', 200, { audited: 'paper-day.see' }),
    'GET /my-day': line('doctor', 200, { audited: 'my-day.see' }),
    'GET /my-day/next': line('doctor', 303),
    'POST /my-day/next': line('doctor', 404),
    'GET /appointments/:appointment/patient': line('receptionist admin', 200, { audited: 'appointment.see' }),
    'POST /appointments/:appointment/patient': line('receptionist admin', 422, { audited: 'appointment.see' }),
    'GET /patients/new': line('receptionist admin', 200),
    'POST /patients/new': line('receptionist admin', 422),
    'GET /patients/new/likely': line('receptionist admin', 303),
    'POST /patients/new/likely': line('receptionist admin', 303),
    'GET /patients/:patient': line(anyStaff, 200, { hiddenFrom: ['doctor'], audited: 'patient.see' }),
    'GET /patients/:patient/edit': line('receptionist nurse admin', 200, { audited: 'patient.see' }),
    'POST /patients/:patient/edit': line('receptionist nurse admin', 409, { audited: 'patient.see' }),
    'GET /search': line(anyStaff, 200),
    'POST /search': line(anyStaff, 303),
    // Whose session did not type it finds nothing, and nobody here did.
    'GET /search/:search': line(anyStaff, 404),
    'GET /patients/:patient/book': line(desk, 200, { hiddenFrom: ['doctor'], audited: 'patient.see' }),
    'POST /patients/:patient/book': line(desk, 422, { hiddenFrom: ['doctor'], audited: 'patient.see' }),
    'GET /patients/:patient/past-visit': line(desk, 200, { hiddenFrom: ['doctor'], audited: 'patient.see' }),
    'POST /patients/:patient/past-visit': line(desk, 422, { hiddenFrom: ['doctor'], audited: 'patient.see' }),
    'GET /patients/:patient/squeeze-in': line('receptionist doctor admin', 200, { hiddenFrom: ['doctor'], audited: 'patient.see' }),
    'POST /patients/:patient/squeeze-in': line('receptionist doctor admin', 422, { hiddenFrom: ['doctor'], audited: 'patient.see' }),
    'GET /patients/:patient/walk-in': line('receptionist nurse admin', 200, { audited: 'patient.see' }),
    'POST /patients/:patient/walk-in': line('receptionist nurse admin', 422, { audited: 'patient.see' }),
    'GET /queue/:entry/call': line(desk, 200, { hiddenFrom: ['doctor'], audited: 'queue.see' }),
    'POST /queue/:entry/call': line(desk, 409, { hiddenFrom: ['doctor'], audited: 'queue.see' }),
    'GET /queue/:entry/departure': line('receptionist nurse admin', 200, { audited: 'queue.see' }),
    'POST /queue/:entry/departure': line('receptionist nurse admin', 409, { audited: 'queue.see' }),
    'GET /queue/:entry/ticket': line('receptionist nurse admin', 200, { audited: 'ticket.see' }),
    'GET /queue/:entry/undo': line('receptionist nurse admin', 200, { audited: 'queue.see' }),
    'POST /queue/:entry/undo': line('receptionist nurse admin', 409, { audited: 'queue.see' }),
    'GET /sign-in': line('everybody', 303, { anonymous: 200 }),
    'POST /sign-in': line('everybody', 422),
    'GET /sign-out': line('signed-in', 200),
    'POST /sign-out': line('everybody', 303, { audited: 'sign-out' }),
  },
}
