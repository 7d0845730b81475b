import { CannotStart, type Config } from '../config.ts'

const reasons: Record<string, string> = {
  EADDRINUSE: 'is taken by another program',
  EACCES: 'may not be used without special rights',
  EADDRNOTAVAIL: 'cannot be used, because this machine does not have the address that HOST names',
}

/** What `listen` fails with, in one clear line. */
export const refusePortTaken =
  ({ port }: Config) =>
  (error: unknown): never => {
    const reason = error instanceof Error && 'code' in error ? reasons[String(error.code)] : undefined
    throw reason ? new CannotStart(`PORT: ${port} ${reason}.`) : error
  }
