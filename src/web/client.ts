import { type BlockList, isIP, isIPv6 } from 'node:net'
import type { WebContext } from './context.ts'

/** Who holds the other end of the connection; without a server, as in some tests, this machine. */
export const peerOf = (c: WebContext): string => plain(c.env.incoming?.socket.remoteAddress ?? '127.0.0.1')

/** The nearest address that is not a trusted proxy; what stands before it in X-Forwarded-For may be invented. */
export function clientAddress(peer: string, forwardedFor: string | undefined, trusted: BlockList): string {
  const hops = [...(forwardedFor ?? '').split(',').map((hop) => hop.trim()), peer].filter(Boolean).map(plain)
  let address = hops.pop() ?? peer
  for (let hop = hops.pop(); hop !== undefined && isIP(hop) && isTrusted(address, trusted); hop = hops.pop()) address = hop
  return address
}

export const isTrusted = (address: string, trusted: BlockList): boolean =>
  isIP(address) !== 0 && trusted.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

/** What shares a rate limit: an IPv4 address, or the /64 that one IPv6 household has. */
export function neighbourhood(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('%', 1)[0]?.split('::') ?? []
  const front = head.split(':').filter(Boolean)
  const back = tail?.split(':').filter(Boolean) ?? []
  const gap = tail === undefined ? [] : Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0')
  return [...front, ...gap, ...back]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':')
}

/** An IPv4 address that came through an IPv6 socket. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')
