import type { Child } from 'hono/jsx'
import type { Parts } from '../../src/notices/parts.ts'
import type { FieldError, Typed } from '../../src/web/form.ts'
import type { TextKey, Texts } from '../../src/web/texts.ts'
import type { Frame } from '../frame.ts'
import { StaffShell } from '../layout/staff-shell.tsx'
import { errorOf } from '../ui/attributes.ts'
import { Actions, Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { TextArea } from '../ui/field.tsx'
import { Form } from '../ui/form.tsx'
import { Num } from '../ui/inline.tsx'
import { Note } from '../ui/note.tsx'
import { Cell, HeadCell, Row, Table } from '../ui/table.tsx'

export interface Preview {
  /** With everything filled in. */
  text: string
  parts: Parts
}

export interface WordsPageProps {
  frame: Frame
  /** Where this form is; it posts here, to …/preview and to …/original. */
  address: string
  kind: TextKey
  /** The texts of the message's own language. */
  words: Texts
  placeholders: { name: string; example: string; needed: boolean }[]
  preview: Preview
  own: boolean
  /** What somebody else has saved meanwhile. */
  theirs?: string
  receipt: string
  typed: Typed
  errors: FieldError[]
  note?: Child
}

/** The words of one kind of text in one language. */
export const WordsPage = (props: WordsPageProps) => {
  const { frame, address, kind, words, preview, own, theirs, receipt, typed, errors, note } = props
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title={`${t(kind)} · ${t.languageName(words.language)}`}
      place="administration"
      narrow
      back={{ href: '/administration/texts', label: t('texts.title') }}
      error={errors.length > 0}
      note={note}
    >
      <Form action={address} receipt={receipt} live={false}>
        <ErrorSummary t={t} errors={errors} />
        {theirs !== undefined && (
          <Note kind="warn" title={t('texts.theirs')}>
            <p lang={words.language} dir={words.direction}>
              {theirs}
            </p>
          </Note>
        )}
        <input type="hidden" name="version" value={typed.version} />
        <TextArea
          name="words"
          label={t('texts.words')}
          hint={t('texts.wordsHint')}
          error={errorOf(errors, 'words')}
          value={typed.words}
          rows={5}
          lang={words.language}
          dir={words.direction}
          maxlength={700}
          required
          hx-post={`${address}/preview`}
          hx-trigger="input changed delay:300ms"
          hx-sync="this:replace"
          hx-include="closest form"
          hx-target="#preview"
          hx-swap="innerHTML"
        />
        <div id="preview" aria-live="polite">
          <PreviewPart t={t} words={words} preview={preview} />
        </div>
        <Actions>
          <Button>{t('texts.save')}</Button>
          <Button kind="plain" formaction={`${address}/preview`}>
            {t('texts.count')}
          </Button>
          {own && (
            <LinkButton kind="plain" href={`${address}/original`}>
              {t('texts.back')}
            </LinkButton>
          )}
        </Actions>
      </Form>
      <Placeholders {...props} />
    </StaffShell>
  )
}

/** How it arrives and what it costs; alone it is the fragment that is swapped in while somebody types. */
export const PreviewPart = ({ t, words, preview: { text, parts } }: { t: Texts; words: Texts; preview: Preview }) => (
  <Panel label={t('texts.preview')}>
    <p>
      <strong>{t('texts.parts', { parts: parts.parts })}</strong> · {t('texts.characters', { n: parts.length })} ·{' '}
      {t('texts.left', { n: parts.left })}
    </p>
    <p class="hint">{t(`texts.alphabet.${parts.alphabet}`)}</p>
    <div lang={words.language} dir={words.direction}>
      {text.split('\n').map((line) => (
        <p>{line}</p>
      ))}
    </div>
  </Panel>
)

const Placeholders = ({ frame: { t }, words, placeholders }: WordsPageProps) => (
  <section>
    <h2>{t('texts.placeholders')}</h2>
    <Table label={t('texts.placeholders')} columns={[{ label: t('texts.placeholder') }, { label: t('texts.example') }]}>
      {placeholders.map(({ name, example, needed }) => (
        <Row>
          <HeadCell place="title">
            <Num>{`{${name}}`}</Num> {needed && <small class="hint">{t('texts.needed')}</small>}
          </HeadCell>
          <Cell place="detail">
            <bdi lang={words.language}>{example}</bdi>
          </Cell>
        </Row>
      ))}
    </Table>
  </section>
)
