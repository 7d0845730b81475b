import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { DatabaseAddress } from '../pool.ts'
import type { Place } from './place.ts'

const schemaName = 'raseel'
export const keeperName = 'raseel_keeper'
/** The app's account as CURRENT_USER() prints it. */
export const appAccount = 'raseel_app@localhost'

const password = z.string().regex(/^[\w-]{20,}$/)
const passwordsForm = z.object({ owner: password, app: password, keeper: password })
export type Passwords = z.infer<typeof passwordsForm>

export function newPasswords(): Passwords {
  const random = () => randomBytes(24).toString('base64url')
  return { owner: random(), app: random(), keeper: random() }
}

/** They lie with the data, so that both appear at once and are moved together. Null when there is no database yet. */
export async function passwordsIn({ users }: Place): Promise<Passwords | null> {
  try {
    return passwordsForm.parse(JSON.parse(await readFile(users, 'utf8')))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** The app gets its rights table by table from the migrations. The keeper sees who is there, and ends the server. */
export const firstStatements = ({ owner, app, keeper }: Passwords): string => `
  CREATE DATABASE ${schemaName};
  CREATE USER raseel_owner@localhost IDENTIFIED BY '${owner}';
  GRANT ALL PRIVILEGES ON *.* TO raseel_owner@localhost WITH GRANT OPTION;
  CREATE USER raseel_app@localhost IDENTIFIED BY '${app}';
  CREATE USER ${keeperName}@localhost IDENTIFIED BY '${keeper}';
  GRANT PROCESS, SHUTDOWN ON *.* TO ${keeperName}@localhost;`

export function addressesOf({ socket: socketPath }: Place, passwords: Passwords): { app: DatabaseAddress; owner: DatabaseAddress } {
  const shared = { socketPath, database: schemaName }
  return {
    app: { ...shared, user: 'raseel_app', password: passwords.app },
    owner: { ...shared, user: 'raseel_owner', password: passwords.owner },
  }
}
