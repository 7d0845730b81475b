import { routes } from '../../src/app.tsx'
import type { Site } from '../../src/database/tables.ts'

export const sites: Site[] = ['patient', 'staff']

/** The paths of a site that take this method, as the app itself registers them. */
export function pathsOf(site: Site, method: 'GET' | 'POST'): string[] {
  const all = routes[site].flatMap((room) => room.routes).filter((route) => route.method === method)
  return [...new Set(all.map(({ path }) => path))].sort()
}
