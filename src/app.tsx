import { Hono } from 'hono'
import { codeRoutes } from './accounts/code-routes.tsx'
import { fullRoutes } from './accounts/full-routes.tsx'
import { invitationRoutes } from './accounts/invitations/routes.tsx'
import { loginRoutes } from './accounts/own/login-routes.tsx'
import { ownRoutes } from './accounts/own/own-routes.tsx'
import { sessionRoutes } from './accounts/own/session-routes.tsx'
import { placesOf } from './accounts/places.ts'
import { recoveryRoutes } from './accounts/recovery/recovery-routes.tsx'
import { accountRoutes, staffHomeRoutes } from './accounts/routes.tsx'
import { ownFactorRoutes } from './accounts/second-factor/own-routes.tsx'
import { secondFactorRoutes } from './accounts/second-factor/routes.tsx'
import { actorOf, sessionToken } from './accounts/sessions.ts'
import { lockOf } from './accounts/shared-desk/lock.ts'
import { sharedDeskRoutes } from './accounts/shared-desk/routes.tsx'
import { returnRoutes } from './appointments/absence/return-routes.tsx'
import { absenceRoutes } from './appointments/absence/routes.tsx'
import { deskRoutes } from './appointments/day-book/desk-routes.tsx'
import { myDayRoutes } from './appointments/day-book/my-day-routes.tsx'
import { appointmentRoutes } from './appointments/desk/appointment-routes.tsx'
import { changePatientRoutes } from './appointments/desk/change-patient-routes.tsx'
import { deskBookRoutes } from './appointments/desk/desk-book-routes.tsx'
import { deskCancellationRoutes } from './appointments/desk/desk-cancellation-routes.tsx'
import { enterRoutes } from './appointments/desk/enter-routes.tsx'
import { stepRoutes } from './appointments/desk/step-routes.tsx'
import { timeRoutes } from './appointments/desk/time-routes.tsx'
import { bookRoutes } from './appointments/online/book-routes.tsx'
import { bookingRoutes } from './appointments/online/booking-routes.tsx'
import { patientCancellationRoutes } from './appointments/online/patient-cancellation-routes.tsx'
import { patientAppointmentRoutes } from './appointments/online/patient-routes.tsx'
import { patientTimeRoutes } from './appointments/online/patient-time-routes.tsx'
import { paperRoutes } from './appointments/paper/paper-routes.tsx'
import { queueRoutes } from './appointments/queue/queue-routes.tsx'
import { walkInRoutes } from './appointments/queue/walk-in-routes.tsx'
import { boardRoutes } from './boards/routes.tsx'
import { screenRoutes } from './boards/screen-routes.tsx'
import { administrationRoutes } from './clinic/administration-routes.tsx'
import { codeSettingsRoutes } from './clinic/code-settings-routes.tsx'
import { clinicFacts } from './clinic/frame.ts'
import { clinicNow } from './clinic/remembered.ts'
import { clinicRoutes } from './clinic/routes.tsx'
import type { Site } from './database/tables.ts'
import { contactRoutes } from './messages/contact-routes.tsx'
import { inboxRoutes } from './messages/inbox-routes.tsx'
import { unsentChannels } from './notices/channels.ts'
import { reportRoutes } from './notices/reports-routes.ts'
import { noticeRoutes } from './notices/routes.tsx'
import { sendingRoutes } from './notices/sending-routes.tsx'
import { wordsRoutes } from './notices/words-routes.tsx'
import { linkedRoutes } from './patients/families/linked-routes.tsx'
import { peopleRoutes } from './patients/families/people-routes.tsx'
import { glassRoutes } from './patients/glass/glass-routes.tsx'
import { glassReviewRoutes } from './patients/glass/review-routes.tsx'
import { patientRoutes } from './patients/patient-routes.tsx'
import { editRoutes } from './patients/registering/edit-routes.tsx'
import { registerRoutes } from './patients/registering/register-routes.tsx'
import { claimDeskRoutes } from './patients/registrations/claim-desk-routes.tsx'
import { claimRoutes } from './patients/registrations/claim-routes.tsx'
import { messagesDeskRoutes } from './patients/registrations/messages-desk-routes.tsx'
import { messagesRoutes } from './patients/registrations/messages-routes.tsx'
import { onlineRoutes } from './patients/registrations/online-routes.tsx'
import { reviewRoutes } from './patients/registrations/review-routes.tsx'
import { searchRoutes } from './patients/search/search-routes.tsx'
import { accessRoutes } from './records/access-routes.tsx'
import { auditRoutes } from './records/audit-routes.tsx'
import { changeRoutes } from './staff/accounts/change-routes.tsx'
import { inviteRoutes } from './staff/accounts/invite-routes.tsx'
import { staffAccountRoutes } from './staff/accounts/routes.tsx'
import { directoryRoutes } from './staff/desk-routes.tsx'
import { doctorRoutes } from './staff/routes.tsx'
import type { Env, WebContext } from './web/context.ts'
import { type Door, doorOf, hostOf } from './web/doors.ts'
import { isPoll } from './web/polls.ts'
import { type SiteParts, site } from './web/site.ts'
import { strangers } from './web/strangers.tsx'

/** What the app is made of; the rest it finds in the rooms. */
export type AppParts = Pick<SiteParts, 'db' | 'config' | 'log' | 'assets' | 'readiness' | 'metrics'>

/** The routes of each site, room by room. */
export const routes: Record<Site, Hono<Env>[]> = {
  patient: [
    clinicRoutes,
    doctorRoutes,
    bookingRoutes,
    bookRoutes,
    patientAppointmentRoutes,
    patientCancellationRoutes,
    patientTimeRoutes,
    codeRoutes,
    fullRoutes,
    onlineRoutes,
    claimRoutes,
    accessRoutes,
    accountRoutes,
    ownRoutes,
    sessionRoutes,
    loginRoutes,
    peopleRoutes,
    messagesRoutes,
    recoveryRoutes,
    noticeRoutes,
    contactRoutes,
  ],
  staff: [
    staffHomeRoutes,
    accountRoutes,
    sharedDeskRoutes,
    secondFactorRoutes,
    ownFactorRoutes,
    invitationRoutes,
    ownRoutes,
    sessionRoutes,
    loginRoutes,
    recoveryRoutes,
    deskRoutes,
    myDayRoutes,
    deskCancellationRoutes,
    stepRoutes,
    timeRoutes,
    walkInRoutes,
    deskBookRoutes,
    enterRoutes,
    queueRoutes,
    appointmentRoutes,
    absenceRoutes,
    returnRoutes,
    paperRoutes,
    directoryRoutes,
    administrationRoutes,
    inviteRoutes,
    staffAccountRoutes,
    changeRoutes,
    sendingRoutes,
    codeSettingsRoutes,
    wordsRoutes,
    inboxRoutes,
    boardRoutes,
    screenRoutes,
    searchRoutes,
    registerRoutes,
    reviewRoutes,
    claimDeskRoutes,
    messagesDeskRoutes,
    patientRoutes,
    editRoutes,
    linkedRoutes,
    changePatientRoutes,
    glassRoutes,
    glassReviewRoutes,
    auditRoutes,
  ],
}

/** The doors: the host name alone decides which site a request is for. A path of the other site does not exist here. */
export function createApp(parts: AppParts): Hono<Pick<Env, 'Bindings'>> {
  const { db, config } = parts
  const sites: Record<Site, URL> = { patient: config.publicUrl, staff: config.staffUrl }
  const all: SiteParts = {
    ...parts,
    clinic: async () => clinicFacts(await clinicNow(db), Temporal.Now.instant()),
    actor: (c: WebContext) => actorOf(db, c.get('site'), sessionToken(c), c.get('requestId'), { byItself: isPoll(c) }),
    places: placesOf,
    lock: lockOf,
    keyed: { patient: [reportRoutes], staff: [] },
    messagesPage: !config.production && unsentChannels(config).length > 0,
  }
  const behind: Record<Door, Hono<Env>> = {
    patient: site(all, 'patient', sites.patient, routes.patient),
    staff: site(all, 'staff', sites.staff, routes.staff),
    stranger: strangers(all, sites, 'stranger'),
    insecure: strangers(all, sites, 'insecure'),
  }
  const app = new Hono<Pick<Env, 'Bindings'>>()
  return app.all('*', (c) => behind[doorOf(hostOf(c.req.raw), sites)].fetch(c.req.raw, { ...c.env }))
}
