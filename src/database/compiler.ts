import {
  type BinaryOperationNode,
  type ColumnUpdateNode,
  type InsertQueryNode,
  MysqlDialect,
  MysqlQueryCompiler,
  type OperationNode,
  type PrimitiveValueListNode,
  type SelectQueryNode,
  type ValueListNode,
} from 'kysely'
import { idBytes, written } from './convert.ts'

/** Kysely's dialect, but that values are written as the clinic's columns hold them. */
export class ClinicDialect extends MysqlDialect {
  override createQueryCompiler(): ClinicCompiler {
    return new ClinicCompiler()
  }
}

/**
 * Where a value meets its column there it is written for it: ids become bytes where the column is called `id` or ends in `_id`. A
 * plugin would do the same by copying the whole query first, which takes longer than compiling it.
 */
class ClinicCompiler extends MysqlQueryCompiler {
  /** Whether the values that come next are ids. */
  #ids = false
  /** The same for each place of the rows that are inserted; null elsewhere. */
  #places: boolean[] | null = null

  protected override appendValue(value: unknown): void {
    super.appendValue(written(this.#ids ? idBytes(value) : value))
  }

  protected override visitBinaryOperation(node: BinaryOperationNode): void {
    this.#among({ ids: holdsIds(node.leftOperand) }, () => super.visitBinaryOperation(node))
  }

  protected override visitColumnUpdate(node: ColumnUpdateNode): void {
    this.#among({ ids: holdsIds(node.column) }, () => super.visitColumnUpdate(node))
  }

  /** What a query within a value says is about columns of its own. */
  protected override visitSelectQuery(node: SelectQueryNode): void {
    this.#among({}, () => super.visitSelectQuery(node))
  }

  protected override visitInsertQuery(node: InsertQueryNode): void {
    this.#among({ places: (node.columns ?? []).map(holdsIds) }, () => super.visitInsertQuery(node))
  }

  protected override visitPrimitiveValueList(node: PrimitiveValueListNode): void {
    if (this.#places === null) super.visitPrimitiveValueList(node)
    else this.#row(node.values, (value) => this.appendValue(value))
  }

  protected override visitValueList(node: ValueListNode): void {
    if (this.#places === null) super.visitValueList(node)
    else this.#row(node.values, (value) => this.visitNode(value))
  }

  #row<Value>(values: readonly Value[], write: (value: Value) => void): void {
    const places = this.#places ?? []
    this.append('(')
    for (const [place, value] of values.entries()) {
      if (place > 0) this.append(', ')
      this.#among({ ids: places[place] ?? false }, () => write(value))
    }
    this.append(')')
  }

  #among({ ids = false, places = null }: { ids?: boolean; places?: boolean[] | null }, write: () => void): void {
    const before = { ids: this.#ids, places: this.#places }
    this.#ids = ids
    this.#places = places
    write()
    this.#ids = before.ids
    this.#places = before.places
  }
}

/** What a column is called, whatever table stands before it. */
function columnOf(node: OperationNode): string {
  const { kind, column } = node as OperationNode & { column?: OperationNode | { name: string } }
  if (column === undefined) return ''
  if (kind === 'ReferenceNode') return 'kind' in column ? columnOf(column) : ''
  return kind === 'ColumnNode' && 'name' in column ? column.name : ''
}

const holdsIds = (node: OperationNode): boolean => {
  const column = columnOf(node)
  return column === 'id' || column.endsWith('_id')
}
