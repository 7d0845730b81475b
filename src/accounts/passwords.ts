import { hash, type Options, verify } from '@node-rs/argon2'
import { Unavailable } from '../database/errors.ts'

/** OWASP's figures for argon2id, which is the package's default. */
const cost: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Of a random password that nobody knows, at the cost above. */
const nobodys = '$argon2id$v=19$m=19456,t=2,p=1$rNDvh+tj2ZZ13R+2CFoxfg$x0sjEFZ6C0u2gs/6oWtHeQov7eaLKKHP+2r0tfWWxBo'

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(plain(password), cost))

/** Whether it is the password of this hash. No hash is never right, and takes as long as a wrong password. */
export async function isPassword(known: string | null, password: string): Promise<boolean> {
  const right = await inTurn(() => verify(known ?? nobodys, plain(password)))
  return right && known !== null
}

/** The same letters typed on another keyboard are the same password (NIST SP 800-63B 5.1.1.2). */
const plain = (password: string): string => password.normalize('NFKC')

let running = 0
const waiting: (() => void)[] = []

/** A hash takes 19 MB and a core: two at a time, twenty in the queue, then `Unavailable`. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= 2) {
    if (waiting.length >= 20) throw new Unavailable('too many password checks at once')
    await new Promise<void>((next) => waiting.push(next))
  } else {
    running += 1
  }
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}
