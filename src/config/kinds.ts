import { BlockList, isIP } from 'node:net'
import { z } from 'zod'
import type { DatabaseAddress } from './database-address.ts'

// What the values of environment variables may look like. Each message continues the variable's name.

export const yes = z.enum(['yes', 'no'], 'must be yes or no').transform((word) => word === 'yes')

export const port = z
  .string()
  .regex(/^\d+$/, 'must be a whole number from 1 to 65535')
  .transform(Number)
  .refine((number) => number >= 1 && number <= 65535, 'must be a whole number from 1 to 65535')

export const count = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'must be a whole number from 1')
  .transform(Number)

export const site = z
  .url({ protocol: /^https?$/, error: 'must be an address like https://clinic.example' })
  .transform((text) => new URL(text))
  .refine((url) => url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '', 'must be an address without a path')

export const smtp = z.url({ protocol: /^smtps?$/, error: 'must look like smtps://user:password@mail.example:465' })

export const address = z.string().refine((text) => isIP(text) !== 0, 'must be an IP address')

export const databaseUrl = z.string().transform((text, context): DatabaseAddress => {
  const address = databaseAddress(text)
  if (address) return address
  context.addIssue('must look like mysql://user:password@host:3306/database (or …?socket=/path, …?tls=yes)')
  return z.NEVER
})

export const proxies = z.string().transform((text, context): BlockList => {
  const list = new BlockList()
  for (const entry of text.split(',').map((part) => part.trim())) {
    if (!addRange(list, entry)) context.addIssue(`must be addresses or ranges with commas between, such as 10.0.0.0/8`)
  }
  return list
})

/** mysql://user:password@host:port/database, or …/database?socket=/path for a server on this machine. */
function databaseAddress(text: string): DatabaseAddress | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const database = decodeURIComponent(url.pathname.slice(1))
  const account = { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password), database }
  const { socket, tls, ...unknown } = Object.fromEntries(url.searchParams)
  const known =
    /^(mysql|mariadb):$/.test(url.protocol) && (tls === undefined || tls === 'yes' || tls === 'no') && Object.keys(unknown).length === 0
  if (!known || account.user === '' || !/^\w+$/.test(database)) return null
  if (socket) return { ...account, socketPath: socket }
  if (url.hostname === '') return null
  return { ...account, host: url.hostname, port: Number(url.port) || 3306, ...(tls ? { tls: tls === 'yes' } : {}) }
}

function addRange(list: BlockList, entry: string): boolean {
  const [address = '', length, ...rest] = entry.split('/')
  const version = isIP(address)
  const bits = version === 6 ? 128 : 32
  const prefix = length === undefined ? bits : /^\d{1,3}$/.test(length) ? Number(length) : -1
  if (version === 0 || rest.length > 0 || prefix < 0 || prefix > bits) return false
  list.addSubnet(address, prefix, version === 6 ? 'ipv6' : 'ipv4')
  return true
}
