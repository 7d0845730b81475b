import type { Id } from '../../database/ids.ts'
import type { Database, Tx } from '../../database/pool.ts'
import type { Cell } from '../../patients/imported/cell.ts'
import type { Why } from '../../patients/registering/likeness.ts'
import type { HeldImport } from './hold.ts'

/** Something that is wrong with a row, or that somebody has to look at; `about` is the line or record number that it names. */
export interface Trouble {
  /** The column of the list that it is in; null: the row as a whole. */
  column: string | null
  fault: string
  value: string
  about?: string
  /** In what it is like the person that it names. */
  alike?: Why[]
}

/** What is to be done with a row that can be read. */
type Verdict =
  | { is: 'new' }
  | { is: 'known'; patient: Id<'patient'>; appointment?: Id<'appointment'> }
  /** Perhaps somebody who is there; their line is named instead when this import has made them. */
  | { is: 'double'; patient: Id<'patient'>; troubles: Trouble[] }
  | { is: 'bad'; troubles: Trouble[] }

interface Written {
  ok: true
  patient: Id<'patient'>
  appointment: Id<'appointment'> | null
  print: Buffer
}

/** A kind of list: what its columns are, how a row is read, whom it is about, and how it is written. */
export interface Kind<Column extends string, Draft> {
  name: 'patients' | 'appointments'
  fields: Record<Column, readonly string[]>
  read: (cellOf: (column: Column) => Cell | undefined) => { draft: Draft; troubles: Trouble[] }
  /** What an earlier row of the list says already; `sure` when a number or the very time tells. */
  seenBefore: (draft: Draft) => { sure: boolean; trouble: Trouble } | null
  /** Remembers a row for those below it; `isNew`: not in the register before. */
  remember: (draft: Draft, line: number, isNew: boolean) => void
  fileNumberOf: (draft: Draft) => string | null
  judge: (db: Database, draft: Draft) => Promise<Verdict>
  /** In one transaction with the row's note; `ok: false` when somebody was quicker. */
  write: (tx: Tx, draft: Draft, importId: Id<'import'>) => Promise<Written | { ok: false; reason: string; troubles: Trouble[] }>
  /** After the last row: links children to whose telephone they have, or counts them without an import. */
  linkFamilies: (db: Database, into: HeldImport | null) => Promise<number>
}
