import type { Child } from 'hono/jsx'
import type { Parts } from '../../src/notices/parts.ts'
import type { Language, TextKey } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { Cell, HeadCell, Row, Table } from '../ui/table.tsx'

export interface TextsPageProps {
  frame: Frame
  kinds: { name: TextKey; languages: { language: Language; href: string; own: boolean; parts: Parts }[] }[]
  note?: Child
}

/** All text messages, with what each costs in each language. */
export const TextsPage = ({ frame, kinds, note }: TextsPageProps) => {
  const { t } = frame
  const [first] = kinds
  return (
    <StaffShell
      frame={frame}
      title={t('texts.title')}
      place="administration"
      back={{ href: '/administration', label: t('shell.administration') }}
      note={note}
    >
      <p>{t('texts.explained')}</p>
      <Table
        label={t('texts.title')}
        columns={[{ label: t('texts.kind') }, ...(first?.languages ?? []).map(({ language }) => ({ label: t.languageName(language) }))]}
      >
        {kinds.map(({ name, languages }) => (
          <Row>
            <HeadCell place="title">{t(name)}</HeadCell>
            {languages.map(({ language, href, own, parts }) => (
              <Cell label={t.languageName(language)}>
                <a href={href} aria-label={`${t(name)} · ${t.languageName(language)}: ${t('texts.change')}`}>
                  {t('texts.change')}
                </a>{' '}
                <small class="hint">
                  {t('texts.parts', { parts: parts.parts })} · {t(own ? 'texts.own' : 'texts.ours')}
                </small>
              </Cell>
            ))}
          </Row>
        ))}
      </Table>
    </StaffShell>
  )
}
