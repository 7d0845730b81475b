import type { NodemailerError, SendMailOptions } from 'nodemailer'
import { isLoopback } from '../config/loopback.ts'
import type { Job } from '../jobs/claim.ts'
import type { Handler } from '../jobs/deliver.ts'
import { Poison, Setback } from '../jobs/failure.ts'
import type { Language, Texts } from '../web/texts.ts'
import { calendarOf } from './appointment-file.ts'
import { letterOf, plainText, type Sites } from './letter.ts'
import { mailDocument } from './mail-document.tsx'
import { type AppointmentNotice, isAboutAppointment, isTooLate, type Notice, noticeIn } from './notice.ts'

export interface MailOptions {
  smtpUrl: string
  /** Whose address mails come from; the clinic's name stands before it. */
  from: string
  sites: Sites
  textsFor: (language: Language, country: string) => Texts
}

/** Hands mails to the mail server, each over a connection of its own. */
export function mailHandler(options: MailOptions): Handler {
  return async (job, signal) => {
    const notice = noticeIn(job.payload)
    if (notice === null) throw new Poison('the row does not hold a notice')
    if (isTooLate(notice, job.created_at)) return
    const mail = await mailOf(job, notice, options)
    const transport = await openTransport(options.smtpUrl)
    try {
      await transport.sendMail({ ...mail, signal })
    } catch (error) {
      throw verdictOn(error)
    }
  }
}

async function mailOf(job: Job, notice: Notice, { from, sites, textsFor }: MailOptions): Promise<SendMailOptions> {
  const address = notice.to.address
  if (!isMailAddress(address)) throw new Poison('not a mail address')
  const t = textsFor(notice.language, notice.values.country)
  const letter = letterOf(notice, t, sites)
  return {
    // The same for every try, so that a mailbox which gets it twice can tell.
    messageId: `<${job.id}@${sites.patient.hostname}>`,
    from: { name: t.local(notice.values.clinic), address: from },
    to: { name: '', address },
    envelope: { from, to: address },
    ...replyTo(notice),
    subject: letter.subject,
    text: plainText(letter),
    html: await mailDocument(t, letter),
    ...(isAboutAppointment(notice) ? { icalEvent: invitationOf(notice, t, sites.patient, from) } : {}),
    // RFC 3834: nobody's absence note is wanted.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** The clinic answers a visitor from its own mailbox too; what could be more than one address is none. */
function replyTo({ purpose, values }: Notice) {
  if (purpose !== 'contact' || values.email === null || !isMailAddress(values.email)) return {}
  return { replyTo: { name: '', address: values.email } }
}

const invitationOf = (notice: AppointmentNotice, t: Texts, site: URL, from: string) => ({
  method: notice.purpose === 'appointment-cancelled' ? 'CANCEL' : 'PUBLISH',
  filename: 'appointment.ics',
  content: calendarOf(notice, t, site, from),
})

/** Stricter than the standard: what could end a header line or add a recipient is no address. */
export const isMailAddress = (text: string): boolean =>
  text.length <= 254 && /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[^\s@<>()[\]\\,;:"\p{Cc}]+$/u.test(text)

/** nodemailer is heavy and many a clinic's process never sends: it is loaded with the first mail. */
async function openTransport(smtpUrl: string) {
  const { createTransport } = await import('nodemailer')
  const { hostname, protocol } = new URL(smtpUrl)
  return createTransport({
    url: smtpUrl,
    // Nothing travels in the clear to another machine: neither a password nor who has an appointment.
    requireTLS: protocol === 'smtp:' && !isLoopback(hostname),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    dnsTimeout: 10_000,
    socketTimeout: 20_000,
  })
}

/**
 * A server that says 5xx to this recipient or this message will say it again; whatever else it is (a busy server, a
 * wrong password, no connection) may be over by the next try. The server's own words are not kept: they quote addresses.
 */
function verdictOn(error: unknown): Error {
  if (!(error instanceof Error)) return new Setback('mail')
  const { code, command, originalCode, responseCode, permanent } = error as NodemailerError
  const reason = ['mail', code, command?.split(' ')[0], originalCode === code ? null : originalCode, responseCode].filter(Boolean).join(' ')
  const refused = permanent === true && (command === 'RCPT TO' || command === 'DATA')
  return refused ? new Poison(reason) : new Setback(reason)
}
