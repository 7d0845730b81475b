import { type AuditAction, type AuditGroup, auditActions } from '../audit/actions.ts'
import type { Texts } from '../web/texts.ts'

const ends: Record<AuditAction, ActionEnd> = {
  ...auditActions.doors,
  ...auditActions.staff,
  ...auditActions.patients,
  ...auditActions.registrations,
  ...auditActions.visits,
  ...auditActions.glass,
  ...auditActions.audit,
  ...auditActions.messages,
  ...auditActions.clinic,
}

type ActionEnd = { [Group in AuditGroup]: (typeof auditActions)[Group][keyof (typeof auditActions)[Group]] }[AuditGroup]

export const isAction = (text: string): text is AuditAction => Object.hasOwn(ends, text)

/** What was done, in the reader's language. A row of an older release may name what nothing here does any more. */
export const actionInWords = (t: Texts, action: string): string => (isAction(action) ? t(`audit.did.${ends[action]}`) : action)

/** All actions in words, by the part of the clinic that they belong to. */
export const actionChoices = (t: Texts) =>
  groups.map((group) => ({
    label: t(`audit.group.${group}`),
    options: Object.keys(auditActions[group]).map((action) => ({ value: action, label: actionInWords(t, action) })),
  }))

const groups = Object.keys(auditActions).filter((name): name is AuditGroup => name in auditActions)
