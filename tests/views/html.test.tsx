import { HtmlValidate } from 'html-validate'
import { describe, expect, test } from 'vitest'
import type { Language } from '../../src/web/texts.ts'
import { ErrorPage } from '../../views/errors.tsx'
import { PatientShell } from '../../views/layout/patient-shell.tsx'
import { StaffShell } from '../../views/layout/staff-shell.tsx'
import { Actions, Button, LinkButton } from '../../views/ui/button.tsx'
import { Card, Cards, Facts, Hero, Panel } from '../../views/ui/card.tsx'
import { Choices } from '../../views/ui/choices.tsx'
import { Dialog } from '../../views/ui/dialog.tsx'
import { ErrorSummary } from '../../views/ui/error-summary.tsx'
import { Field, FieldSet, Select, TextArea } from '../../views/ui/field.tsx'
import { Form } from '../../views/ui/form.tsx'
import { Counts, Filters, Tabs } from '../../views/ui/navigation.tsx'
import { Empty, Note } from '../../views/ui/note.tsx'
import { Pill, StatusPill } from '../../views/ui/status-pill.tsx'
import { Summary, SummaryRow } from '../../views/ui/summary.tsx'
import { Cell, HeadCell, Row, Table } from '../../views/ui/table.tsx'
import { htmlRules } from '../support/html-rules.ts'
import { aFrame, huda } from './frames.tsx'

const validator = new HtmlValidate(htmlRules)

async function faults(element: unknown): Promise<string[]> {
  const report = await validator.validateString(`<!DOCTYPE html>${String(element)}`)
  return report.results.flatMap(({ messages }) => messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} at ${selector}`))
}

const day = Temporal.PlainDate.from('2026-11-24')

const everyField = (language: Language) => {
  const frame = aFrame({ language })
  const { t } = frame
  const errors = [
    { field: 'phone', message: 'Enter a phone number' },
    { field: 'day', message: 'Choose a day' },
  ]
  return (
    <PatientShell
      frame={frame}
      title="Form"
      error
      narrow
      back={{ href: '/' }}
      steps={{ now: 1, of: 2 }}
      note={<Note kind="info">Note</Note>}
    >
      <ErrorSummary t={t} errors={errors} />
      <Form action="/form" receipt="1">
        <Choices
          name="day"
          legend="Day"
          legendAs="heading"
          error="Choose a day"
          options={[{ value: '1', label: 'One', hint: 'hint', aside: '3 free' }]}
        />
        <Choices
          name="times"
          legend="Times"
          legendAs="hidden"
          layout="times"
          options={[{ divider: 'Morning' }, { value: '9', label: '9:00' }]}
        />
        <Choices name="more" legend="More" type="checkbox" layout="row" options={[{ value: '1', label: 'One', checked: true }]} />
        <Field
          name="phone"
          label="Phone"
          hint="hint"
          error="Enter a phone number"
          dir="ltr"
          type="tel"
          autocomplete="tel"
          width="w10"
          required
        />
        <FieldSet name="birth" legend="Date of birth" error="The year is missing">
          <Field name="birth-day" label="Day" width="w2" inputmode="numeric" />
          <Field name="birth-year" label="Year" width="w4" wrong />
        </FieldSet>
        <Select name="reason" label="Reason" options={[{ value: '', label: 'Choose' }]} />
        <TextArea name="note" label="Note" hint="hint" value="x" maxlength={200} />
        <Actions>
          <Button icon="check">Send</Button>
          <LinkButton kind="plain" href="/" about="the form">
            Leave
          </LinkButton>
        </Actions>
      </Form>
    </PatientShell>
  )
}

const everyList = (language: Language) => {
  const frame = aFrame({ language, site: 'staff', person: huda, demo: true, messagesPage: true })
  const { t } = frame
  return (
    <StaffShell
      frame={frame}
      title="List"
      place="day-book"
      tools={
        <Filters t={t} action="/day-book">
          <Field name="day" label="Day" labelHidden type="date" value={day.toString()} />
        </Filters>
      }
    >
      <Tabs
        label="Shift"
        items={[
          { href: '?a', label: 'Morning', current: true },
          { href: '?b', label: 'Evening' },
        ]}
      />
      <Counts items={[{ n: 3, label: 'booked' }]} />
      <Table label="Visits" columns={[{ label: 'Time' }, { label: 'Action', hidden: true, end: true }]}>
        <Row current>
          <HeadCell place="lead">9:00</HeadCell>
          <Cell place="action" end>
            <StatusPill t={t} status="late" minutes={3} />
          </Cell>
        </Row>
      </Table>
      <Dialog t={t} id="look" title="A look">
        <Empty action={<LinkButton href="/">Go</LinkButton>}>Nothing here</Empty>
      </Dialog>
    </StaffShell>
  )
}

const home = (language: Language) => {
  const frame = aFrame({ language })
  const hero = (
    <Hero
      title="See the right doctor"
      text="In two minutes"
      actions={<LinkButton href="/book">Book</LinkButton>}
      aside={<Facts items={[{ icon: 'clock', text: 'Open' }]} />}
    />
  )
  return (
    <PatientShell frame={frame} title={frame.clinic.name} hero={hero}>
      <Cards>
        <Card title="Dr. Sara" monogram="Dr. Sara" href="/doctors/1" level={2}>
          <p>Dermatology</p>
          <Pill tone="good" icon="clock">
            Today
          </Pill>
        </Card>
      </Cards>
      <Panel label="Next">
        <Summary>
          <SummaryRow t={frame.t} label="Doctor" change="/change">
            Dr. Sara
          </SummaryRow>
        </Summary>
      </Panel>
    </PatientShell>
  )
}

describe.each(['en', 'ar'] as const)('in %s', (language) => {
  test('a form of every component is valid HTML', async () => {
    expect(await faults(everyField(language))).toEqual([])
  })

  test('a list of every component is valid HTML', async () => {
    expect(await faults(everyList(language))).toEqual([])
  })

  test('the home page’s components are valid HTML', async () => {
    expect(await faults(home(language))).toEqual([])
  })

  test('error pages are valid HTML', async () => {
    expect(await faults(<ErrorPage frame={aFrame({ language })} status={503} />)).toEqual([])
  })
})

test('the validator does find a fault', async () => {
  expect(await faults('<html lang="en"><head><title>x</title></head><body><button>x</button></body></html>')).not.toEqual([])
})
