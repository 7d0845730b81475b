import {
  type BinaryOperationNode,
  type ColumnNode,
  type ColumnUpdateNode,
  type InsertQueryNode,
  type KyselyPlugin,
  type OperationNode,
  OperationNodeTransformer,
  type PrimitiveValueListNode,
  type QueryResult,
  type UnknownRow,
  type ValueNode,
} from 'kysely'
import type { TypeCast } from 'mysql2'
import { bytesOfId, idOf, idOfBytes } from './ids.ts'

/** How a value is written: ids become bytes where the column is called `id` or ends in `_id`. */
export const writesValues: KyselyPlugin = {
  transformQuery: ({ node, queryId }) => new ValueWriter().transformNode(node, queryId),
  transformResult: async ({ result }): Promise<QueryResult<UnknownRow>> => result,
}

/** How a value is read: ids as text, DATETIME as Instant, DATE as PlainDate, TIME as PlainTime, TINYINT(1) as boolean, TEXT as JSON. */
export const readsValues: TypeCast = (field, next) => {
  switch (field.type) {
    case 'DATETIME':
    case 'DATETIME2': {
      const text = field.string()
      return text === null ? null : Temporal.Instant.from(`${text.replace(' ', 'T')}Z`)
    }
    case 'DATE':
    case 'NEWDATE': {
      const text = field.string()
      return text === null ? null : Temporal.PlainDate.from(text)
    }
    case 'TIME':
    case 'TIME2': {
      const text = field.string()
      return text === null ? null : Temporal.PlainTime.from(text)
    }
    case 'TINY': {
      const value = next()
      return field.length === 1 && value !== null ? value === 1 : value
    }
    case 'BLOB': {
      const text = field.string('utf8')
      return text === null || field.table === '' ? text : JSON.parse(text)
    }
    case 'STRING':
    case 'VAR_STRING': {
      const value = next()
      return Buffer.isBuffer(value) && value.length === 16 ? idOfBytes(value) : value
    }
    default:
      return next()
  }
}

/** An Instant as DATETIME(3) in UTC. */
const datetimeOf = (instant: Temporal.Instant): string => instant.toString({ fractionalSecondDigits: 3 }).replace('T', ' ').slice(0, -1)

function written(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Buffer.isBuffer(value)) return value
  if (value instanceof Temporal.Instant) return datetimeOf(value)
  if (value instanceof Temporal.PlainDate || value instanceof Temporal.PlainTime) return value.toString()
  return JSON.stringify(value)
}

const holdsId = (column: string): boolean => column === 'id' || column.endsWith('_id')

const idBytes = (value: unknown): unknown => {
  const id = idOf(value)
  return id === null ? value : bytesOfId(id)
}

function withIdBytes(node: OperationNode): OperationNode {
  switch (node.kind) {
    case 'ValueNode':
      return { ...node, value: idBytes((node as ValueNode).value) } as ValueNode
    case 'PrimitiveValueListNode':
      return { ...node, values: (node as PrimitiveValueListNode).values.map(idBytes) } as PrimitiveValueListNode
    case 'ValueListNode':
      return { ...node, values: (node as unknown as { values: OperationNode[] }).values.map(withIdBytes) } as OperationNode
    default:
      return node
  }
}

function columnOf(node: OperationNode): string {
  if (node.kind === 'ColumnNode') return (node as ColumnNode).column.name
  if (node.kind === 'ReferenceNode') return columnOf((node as unknown as { column: OperationNode }).column)
  return ''
}

class ValueWriter extends OperationNodeTransformer {
  protected override transformInsertQuery(node: InsertQueryNode): InsertQueryNode {
    const places = (node.columns ?? []).flatMap((column, place) => (holdsId(column.column.name) ? [place] : []))
    if (node.values?.kind !== 'ValuesNode' || places.length === 0) return super.transformInsertQuery(node)
    const rows = (node.values as unknown as { values: { kind: string; values: unknown[] }[] }).values.map((row) => ({
      ...row,
      values: row.values.map((value, place) => {
        if (!places.includes(place)) return value
        return row.kind === 'ValueListNode' ? withIdBytes(value as OperationNode) : idBytes(value)
      }),
    }))
    return super.transformInsertQuery({ ...node, values: { ...node.values, values: rows } as OperationNode })
  }

  protected override transformColumnUpdate(node: ColumnUpdateNode): ColumnUpdateNode {
    return super.transformColumnUpdate(holdsId(columnOf(node.column)) ? { ...node, value: withIdBytes(node.value) } : node)
  }

  protected override transformBinaryOperation(node: BinaryOperationNode): BinaryOperationNode {
    const byId = holdsId(columnOf(node.leftOperand))
    return super.transformBinaryOperation(byId ? { ...node, rightOperand: withIdBytes(node.rightOperand) } : node)
  }

  protected override transformValue(node: ValueNode): ValueNode {
    return { ...node, value: written(node.value) }
  }

  protected override transformPrimitiveValueList(node: PrimitiveValueListNode): PrimitiveValueListNode {
    return { ...node, values: node.values.map(written) }
  }
}
