import { hashPassword } from '../../src/accounts/passwords.ts'
import { signIn } from '../../src/accounts/sign-in.ts'
import { aUser } from '../support/people.ts'
import { atMost, figure, type Measure } from './report.ts'
import { withPool, withScratch } from './scratch.ts'

const tries = 300

/** Beyond this two samples are not of one kind: the bound that tests of leaking time use (Reparaz, Balasch and Verbauwhede, 2017). */
const leaks = 4.5

/** Whether the time of a failed sign-in tells if there is such an account: Welch's t of known names against unknown ones. */
export const signInTime = (): Promise<Measure[]> =>
  withScratch(async ({ address, owner }) => {
    const password_hash = await hashPassword('nobody guesses these words')
    for (let n = 0; n < tries; n++) await aUser(owner, { phone: phoneOf(n), password_hash })
    return withPool(address, { connections: 2 }, async (db) => {
      const wait = async () => {}
      const once = async (login: string, n: number): Promise<number> => {
        const began = performance.now()
        // Each from a place of its own: what slows a guesser down is not what is measured.
        const place = { address: `10.${n >> 8}.${n & 255}.1`, requestId: 'bench', device: null, formerToken: undefined }
        const answer = await signIn(
          { db, secret: 'bench', wait },
          { site: 'patient', login, password: 'wrong words', country: 'SA', ...place },
        )
        if (answer.ok) throw new Error('a wrong password opens')
        return performance.now() - began
      }
      for (let warm = 0; warm < 20; warm++) await once(`nobody${warm}@example.org`, 10_000 + warm)
      const known: number[] = []
      const unknown: number[] = []
      for (let n = 0; n < tries; n++) {
        known.push(await once(phoneOf(n), 2 * n))
        unknown.push(await once(phoneOf(tries + n), 2 * n + 1))
      }
      return [
        figure('sign-in with a wrong password: mean', 'ms', meanOf(known)),
        figure('sign-in with an unknown name: mean', 'ms', meanOf(unknown)),
        atMost('sign-in by account existence: Welch’s t, either way', 'times', leaks, Math.abs(welch(trimmed(known), trimmed(unknown)))),
      ]
    })
  })

const phoneOf = (n: number): string => `+9665${String(10_000_000 + n)}`

/** Without the slowest tenth, which is the machine's and not ours. */
const trimmed = (times: number[]): number[] => times.toSorted((a, b) => a - b).slice(0, Math.floor(times.length * 0.9))

const meanOf = (times: number[]): number => times.reduce((sum, time) => sum + time, 0) / times.length

function welch(a: number[], b: number[]): number {
  const spread = (times: number[]) => {
    const mean = meanOf(times)
    return times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / (times.length - 1) / times.length
  }
  return (meanOf(a) - meanOf(b)) / Math.sqrt(spread(a) + spread(b))
}
