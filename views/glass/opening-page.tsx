import type { FieldError } from '../../src/web/form.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { BothNames } from '../patients/patient-words.tsx'
import { errorOf } from '../ui/attributes.ts'
import { Actions, Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { TextArea } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Num, PersonName } from '../ui/inline.tsx'
import { Summary, SummaryRow } from '../ui/summary.tsx'
import { When } from '../ui/time.tsx'
import type { ShownOpening } from './openings-page.tsx'

interface OpeningPageProps {
  frame: Frame
  opening: ShownOpening
  patientHref: string
  /** What this person has seen of the patient since, in the audit. */
  auditHref: string
  version: number
  typedNote: string
  receipt: string
  errors: FieldError[]
}

export const OpeningPage = ({ frame, opening, patientHref, auditHref, version, typedNote, receipt, errors }: OpeningPageProps) => {
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={t('glass.one')}
      place="administration"
      narrow
      error={errors.length > 0}
      back={{ href: '/administration/emergency-access', label: t('glass.review') }}
    >
      <Summary>
        <SummaryRow t={t} label={t('glass.when')}>
          <When t={t} at={opening.openedAt} />
        </SummaryRow>
        <SummaryRow t={t} label={t('glass.who')}>
          <PersonName name={opening.person} />
          {t('ui.comma')} {t(`staff.role.${opening.role}`, { sex: 'other' })}
        </SummaryRow>
        <SummaryRow t={t} label={t('glass.patient')}>
          <a href={patientHref}>
            <BothNames t={t} names={opening.patient} />
          </a>{' '}
          <Num>{opening.recordNumber}</Num>
        </SummaryRow>
        <SummaryRow t={t} label={t('glass.why')}>
          <span dir="auto">{opening.reason}</span>
        </SummaryRow>
        {opening.seenAt && (
          <SummaryRow t={t} label={t('glass.seen')}>
            <When t={t} at={opening.seenAt} short /> {opening.seenBy && <PersonName name={opening.seenBy} />}
          </SummaryRow>
        )}
      </Summary>
      <p>
        <a href={auditHref}>{t('glass.inAudit')}</a>
      </p>
      <Form action={opening.href} receipt={receipt} live={false}>
        <ErrorSummary t={t} errors={errors} />
        <input type="hidden" name="version" value={version} />
        <TextArea name="note" label={t('glass.note')} value={typedNote} error={errorOf(errors, 'note')} maxlength={500} />
        <Actions>
          <Button>{t('glass.markSeen')}</Button>
        </Actions>
      </Form>
    </StaffShell>
  )
}
