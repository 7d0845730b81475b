import type { Child } from 'hono/jsx'
import type { Frame } from '../frame.ts'
import { PatientShell } from '../layout/patient-shell.tsx'
import { StaffShell } from '../layout/staff-shell.tsx'

interface DoorShellProps {
  frame: Frame
  title: string
  error?: boolean
  note?: Child
  back?: { href: string; label?: string }
  /** Which of the person's places this is. */
  place?: string
  children: Child
}

/** The doors of both sites are one page in two houses. */
export const DoorShell = ({ frame, title, children, ...rest }: DoorShellProps) =>
  frame.site === 'staff' ? (
    <StaffShell frame={frame} title={title} narrow {...rest}>
      {children}
    </StaffShell>
  ) : (
    <PatientShell frame={frame} title={title} narrow {...rest}>
      <DoorContent frame={frame} title={title}>
        {children}
      </DoorContent>
    </PatientShell>
  )

/** What stands in `#content`: staff have the title above it. */
export const DoorContent = ({ frame, title, children }: Pick<DoorShellProps, 'frame' | 'title' | 'children'>) => (
  <>
    {frame.site === 'patient' && <h1>{title}</h1>}
    {children}
  </>
)
