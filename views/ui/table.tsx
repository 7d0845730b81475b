// biome-ignore-all lint/a11y/noRedundantRoles: some browsers drop the meaning of a table once `display` makes it cards
import type { Child } from 'hono/jsx'
import type { Hx, WithChildren } from './attributes.ts'

interface Column {
  label: string
  /** The head is for the ear only ("Action"). */
  hidden?: boolean
  end?: boolean
}

export interface TableProps extends WithChildren {
  /** What the table lists, for the ear. */
  label: string
  columns: readonly Column[]
  /** All columns equally wide, so that several tables of a page stand in line. */
  even?: boolean
  id?: string
}

/** Under 40rem each row becomes a card: same elements, same order. */
export const Table = ({ label, columns, even, children, ...attributes }: TableProps & Hx) => (
  <div class="table">
    <table role="table" aria-label={label} class={even ? 'even' : undefined} {...attributes}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th role="columnheader" scope="col" class={column.end ? 'end' : undefined}>
              {column.hidden ? <span class="ear">{column.label}</span> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">{children}</tbody>
    </table>
  </div>
)

/** `current`: the row of now, with a bar at its start. `off`: cancelled or past, soft, its link struck through. */
export const Row = ({ current, off, id, children, ...hx }: WithChildren & { current?: boolean; off?: boolean; id?: string } & Hx) => (
  <tr role="row" id={id} class={current ? 'current' : off ? 'off' : undefined} aria-current={current ? 'true' : undefined} {...hx}>
    {children}
  </tr>
)

/** Where a cell stands on a phone's card. Without it the cell is a line of its own, after its `label`. */
type Place = 'lead' | 'title' | 'detail' | 'status' | 'action'

export interface CellProps {
  place?: Place
  /** The column's name, shown on a phone's card where the head is gone. */
  label?: string
  end?: boolean
  /** Second in rank: small and soft. */
  quiet?: boolean
  children?: Child
}

const looks = ({ place, end, quiet }: CellProps) => [place, end && 'end', quiet && 'quiet'].filter(Boolean).join(' ') || undefined

export const Cell = (props: CellProps) => (
  <td role="cell" class={looks(props)} data-label={props.label}>
    {props.children}
  </td>
)

/** The cell that names its row. */
export const HeadCell = (props: CellProps) => (
  <th role="rowheader" scope="row" class={looks(props)} data-label={props.label}>
    {props.children}
  </th>
)
