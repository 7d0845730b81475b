import { BlockList } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import type { DatabaseAddress } from './config/database-address.ts'
import { address, count, databaseUrl, port, proxies, site, smtp, yes } from './config/kinds.ts'
import { isLoopback } from './config/loopback.ts'
import { ownSecret, secretIn } from './config/secret.ts'
import { type TextGateway, textGatewayIn } from './config/text-gateway.ts'

/** The folder of the checkout, from a bundle in build/ as well as from a source file. */
export const root = dirname(import.meta.dirname)

/** Something that a person has to put right first; the message says what, in one line for each. No stack helps them. */
export class CannotStart extends Error {
  override name = 'CannotStart'
}

/** Every environment variable that Raseel reads. Empty counts as unset. */
const variables = z.object({
  /** `production` refuses demo accounts, a missing secret and addresses without TLS. */
  NODE_ENV: z.enum(['production', 'development', 'test'], 'must be production, development or test').default('development'),
  /** The port that both sites are served on. */
  PORT: port.default(3000),
  /** The network address to listen on; unset = every one of this machine. */
  HOST: address.optional(),
  /** Where the embedded database, its log and the secret are kept. */
  DATA_DIR: z.string().default('.data'),
  /** The app's user on a MySQL 8 or MariaDB 10.6+ of one's own; unset = the embedded server. */
  DATABASE_URL: databaseUrl.optional(),
  /** The owner of that schema, for `raseel migrate`; the clinic itself runs without it. */
  DATABASE_OWNER_URL: databaseUrl.optional(),
  /** Where mail is handed in; unset = messages stay in the outbox and can be read on a development page. */
  SMTP_URL: smtp.optional(),
  /** Whose name mails bear. */
  MAIL_FROM: z.email('must be an e-mail address').optional(),
  /** A JSON file that says how text messages are handed in (docs/text-gateway.md); unset = they stay in the outbox like mail. */
  TEXT_GATEWAY_FILE: z.string().optional(),
  /** The patients' site as people type it; unset = http://localhost:PORT. */
  PUBLIC_URL: site.optional(),
  /** The staff site, a host of its own; unset = the patients' host with `staff.` before it. */
  STAFF_URL: site.optional(),
  /** Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed; unset = none. */
  TRUSTED_PROXIES: proxies.default(() => new BlockList()),
  /** A folder in which today and tomorrow are kept as files to print, for a day without computers; unset = none. */
  PAPER_DAY_DIR: z.string().optional(),
  /** A file with at least 32 random bytes; unset = one is made in DATA_DIR (not in production). */
  SECRET_KEY_FILE: z.string().optional(),
  /** Another such file, for the seals of the audit alone; unset = one is made in DATA_DIR (not in production). */
  AUDIT_KEY_FILE: z.string().optional(),
  /** Whether an empty embedded database is filled with the demo clinic; unset = yes, but never in production. */
  DEMO: yes.optional(),
  /** Requests a second that one address may ask for over a longer time; ten seconds' worth may come at once. */
  RATE_LIMIT: count.default(200),
  /** What a collector sends as its bearer token to read `/metrics`; unset = there is no such page. */
  METRICS_KEY: z.string().min(16, 'must have at least 16 characters').optional(),
  /** How much is logged. */
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], 'must be fatal, error, warn, info, debug or silent').optional(),
})

export interface Config {
  production: boolean
  port: number
  host: string | undefined
  dataDir: string
  /** Null: the embedded server. */
  database: DatabaseAddress | null
  databaseOwner: DatabaseAddress | null
  smtpUrl: string | null
  mailFrom: string
  textGateway: TextGateway | null
  paperFolder: string | null
  publicUrl: URL
  staffUrl: URL
  trustedProxies: BlockList
  secret: Buffer
  /** Seals the audit, and where the last seal is remembered apart from the database. */
  audit: { key: Buffer; lastSeal: string | null }
  demo: boolean
  rateLimit: number
  metricsKey: string | null
  logLevel: string
}

/** Reads and checks them all. Throws CannotStart, one line for each variable that is wrong; values that may be secret are not shown. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const read = variables.safeParse(given)
  if (!read.success) throw new CannotStart(linesOf(read.error, given))
  const values = read.data
  const production = values.NODE_ENV === 'production'
  const publicUrl = values.PUBLIC_URL ?? new URL(`http://localhost:${values.PORT}`)
  const staffUrl = values.STAFF_URL ?? staffSiteOf(publicUrl)
  const dataDir = resolve(values.DATA_DIR)
  refuse(production && values.DEMO === true, 'DEMO: demo accounts have passwords that everybody knows; production starts without them.')
  refuse(production && !values.PUBLIC_URL, 'PUBLIC_URL: production needs the address of the patients’ site.')
  refuse(production && publicUrl.protocol !== 'https:', 'PUBLIC_URL: production needs an https address.')
  refuse(production && staffUrl.protocol !== 'https:', 'STAFF_URL: production needs an https address.')
  refuse(production && !values.SECRET_KEY_FILE, 'SECRET_KEY_FILE: production needs a file with at least 32 random bytes.')
  refuse(production && !values.AUDIT_KEY_FILE, 'AUDIT_KEY_FILE: production needs a file with at least 32 random bytes.')
  for (const name of ['DATABASE_URL', 'DATABASE_OWNER_URL'] as const) {
    refuse(
      production && isUndecided(values[name]),
      `${name}: add ?tls=yes, or ?tls=no where the network between the machines is secret itself.`,
    )
  }
  refuse(staffUrl.hostname === publicUrl.hostname, 'STAFF_URL: the staff site needs a host name of its own, other than that of PUBLIC_URL.')
  refuse(values.DATABASE_OWNER_URL !== undefined && !values.DATABASE_URL, 'DATABASE_OWNER_URL: set DATABASE_URL as well.')
  const secret = secretOf('SECRET_KEY_FILE', values.SECRET_KEY_FILE, dataDir, 'secret-key')
  const auditKey = secretOf('AUDIT_KEY_FILE', values.AUDIT_KEY_FILE, dataDir, 'audit-key')
  return {
    production,
    port: values.PORT,
    host: values.HOST,
    dataDir,
    database: values.DATABASE_URL ?? null,
    databaseOwner: values.DATABASE_OWNER_URL ?? null,
    smtpUrl: values.SMTP_URL ?? null,
    mailFrom: values.MAIL_FROM ?? `clinic@${publicUrl.hostname}`,
    textGateway: values.TEXT_GATEWAY_FILE ? gatewayIn(values.TEXT_GATEWAY_FILE, production) : null,
    paperFolder: values.PAPER_DAY_DIR ? resolve(values.PAPER_DAY_DIR) : null,
    publicUrl,
    staffUrl,
    trustedProxies: values.TRUSTED_PROXIES,
    secret,
    audit: { key: auditKey, lastSeal: join(dataDir, 'audit-seal') },
    demo: values.DEMO ?? (!production && !values.DATABASE_URL),
    rateLimit: values.RATE_LIMIT,
    metricsKey: values.METRICS_KEY ?? null,
    logLevel: values.LOG_LEVEL ?? (production ? 'info' : 'warn'),
  }
}

function staffSiteOf(publicUrl: URL): URL {
  const url = new URL(publicUrl)
  url.hostname = `staff.${publicUrl.hostname.replace(/^www\./, '')}`
  return url
}

function secretOf(variable: string, given: string | undefined, dataDir: string, own: 'secret-key' | 'audit-key'): Buffer {
  const secret = given ? secretIn(given) : ownSecret(dataDir, own)
  if (secret) return secret
  if (given) throw new CannotStart(`${variable}: must be a readable file with at least 32 random bytes.`)
  throw new CannotStart(`DATA_DIR: nothing can be written to ${dataDir}; choose a folder of your own.`)
}

function gatewayIn(file: string, production: boolean): TextGateway {
  const read = textGatewayIn(file, production)
  if (!read.ok) throw new CannotStart(read.wrong.map((line) => `TEXT_GATEWAY_FILE: ${line}.`).join('\n'))
  return read.gateway
}

/** Another machine's database, of which nobody has said whether what is sent there may be read on the way. */
const isUndecided = (database: DatabaseAddress | undefined): boolean =>
  database?.host !== undefined && database.tls === undefined && !isLoopback(database.host)

function refuse(wrong: boolean, line: string): void {
  if (wrong) throw new CannotStart(line)
}

function linesOf(error: z.ZodError, given: Record<string, string | undefined>): string {
  return error.issues.map(({ path, message }) => `${String(path[0])}: ${message}${shown(String(path[0]), given)}.`).join('\n')
}

// Addresses of servers hold passwords.
const mayHoldSecrets = new Set(['DATABASE_URL', 'DATABASE_OWNER_URL', 'SMTP_URL', 'METRICS_KEY'])

function shown(name: string, given: Record<string, string | undefined>): string {
  return mayHoldSecrets.has(name) ? '' : `, not "${given[name]}"`
}
