import type { Site } from '../database/tables.ts'

/** `stranger`: no name of ours. `insecure`: a name of ours, but without TLS a browser would refuse the cookies. */
export type Door = Site | 'stranger' | 'insecure'

/** Which site a host name leads to. The port does not count: a proxy or a container may show another one. */
export function doorOf(host: string, sites: Record<Site, URL>): Door {
  const name = hostName(host)
  const site = name === sites.patient.hostname ? 'patient' : name === sites.staff.hostname ? 'staff' : null
  if (site === null) return 'stranger'
  return sites[site].protocol === 'https:' || isLocal(name) ? site : 'insecure'
}

/** Browsers treat these as safe without TLS (and most take secure cookies there). */
export const isLocal = (name: string): boolean => name === 'localhost' || name.endsWith('.localhost')

const hostName = (host: string): string => host.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '')

/** The host that a request is for. A whole address in the request line goes before the Host header (RFC 9112, 3.2.2), so not the header. */
export const hostOf = (request: Request): string => new URL(request.url).host
