import { describe, expect, test } from 'vitest'
import { textsFor } from '../../src/web/texts.ts'
import { Button, IconLink, LinkButton } from '../../views/ui/button.tsx'
import { Choices } from '../../views/ui/choices.tsx'
import { ErrorSummary } from '../../views/ui/error-summary.tsx'
import { Field, TextArea } from '../../views/ui/field.tsx'
import { Form } from '../../views/ui/form.tsx'
import { Monogram, Num, PersonName } from '../../views/ui/inline.tsx'
import { StatusPill } from '../../views/ui/status-pill.tsx'
import { Summary, SummaryRow } from '../../views/ui/summary.tsx'
import { Cell, HeadCell, Row, Table } from '../../views/ui/table.tsx'
import { DayText, TimeText, When } from '../../views/ui/time.tsx'

const en = textsFor('en')
const ar = textsFor('ar')
const day = Temporal.PlainDate.from('2026-11-24')
const evening = Temporal.PlainTime.from('17:40')

const occurrences = (text: string, part: string) => text.split(part).length - 1

describe('what people typed', () => {
  const attack = '"><script>alert(1)</script>'

  test('comes back as text in every place a component puts it', () => {
    const shown = [
      <PersonName name={attack} />,
      <Num>{attack}</Num>,
      <Monogram name={attack} />,
      <Field name="given" label={attack} hint={attack} error={attack} value={attack} />,
      <TextArea name="reason" label="Reason" value={attack} />,
      <Choices name="day" legend={attack} options={[{ value: attack, label: attack, hint: attack, aside: attack }]} />,
      <ErrorSummary t={en} errors={[{ field: attack, message: attack }]} />,
      <LinkButton href={attack} about={attack}>
        {attack}
      </LinkButton>,
    ]
    for (const element of shown) expect(String(element)).not.toMatch(/<script|"">/)
  })
})

describe('a field', () => {
  test('is described by its hint and its error, in that order', () => {
    const html = String(<Field name="phone" label="Phone" hint="With the area code" error="Enter a phone number" />)
    expect(html).toContain('<label for="f-phone">Phone</label>')
    expect(html).toContain('aria-describedby="f-phone-hint f-phone-error"')
    expect(html).toContain('aria-invalid="true"')
    expect(html).toContain('id="f-phone-hint"')
    expect(html).toContain('id="f-phone-error"')
  })

  test('says nothing of hints and errors that it has not', () => {
    const html = String(<Field name="phone" label="Phone" />)
    expect(html).not.toContain('aria-describedby')
    expect(html).not.toContain('aria-invalid')
  })

  test('is where the error summary leads', () => {
    const errors = [{ field: 'phone', message: 'Enter a phone number' }]
    const html = String(<ErrorSummary t={en} errors={errors} />)
    expect(html).toContain('<a href="#f-phone">Enter a phone number</a>')
    expect(html).toContain('There is a problem')
    expect(html).toContain('tabindex="-1"')
  })
})

test('there is no error summary without errors', () => {
  expect(String(<ErrorSummary t={en} errors={[]} />)).toBe('')
})

describe('choices', () => {
  const options = [{ divider: 'Morning' }, { value: '9', label: '9:00 am' }, { divider: 'Evening' }, { value: '17', label: '5:00 pm' }]

  test('are native radios in labels, under one legend, nothing chosen beforehand', () => {
    const html = String(<Choices name="time" legend="Time" layout="times" options={options} />)
    expect(occurrences(html, 'type="radio"')).toBe(2)
    expect(occurrences(html, '<fieldset')).toBe(1)
    expect(html).not.toContain('checked')
  })

  test('lead the error summary to the first of them', () => {
    const html = String(<Choices name="time" legend="Time" options={options} error="Choose a time" />)
    expect(html).toContain('<input id="f-time" type="radio" name="time" value="9"')
    expect(html).toMatch(/role="radiogroup".*aria-describedby="f-time-error"|aria-describedby="f-time-error".*role="radiogroup"/)
  })

  test('show again what was chosen', () => {
    expect(String(<Choices name="time" legend="Time" options={options} value="17" />)).toMatch(/value="17" checked/)
  })
})

describe('a form', () => {
  test('works without scripts and carries its receipt', () => {
    const html = String(
      <Form action="/appointments" receipt="r-1">
        <Button>Book</Button>
      </Form>,
    )
    expect(html).toContain('action="/appointments" method="post"')
    expect(html).toContain('<input type="hidden" name="receipt" value="r-1"/>')
    expect(html).toContain('<button type="submit"')
    expect(html).toContain('hx-target="#content"')
  })

  test('that password managers must see is posted by the browser', () => {
    expect(
      String(
        <Form action="/sign-in" live={false}>
          x
        </Form>,
      ),
    ).not.toContain('hx-')
  })
})

test('a button without words has a name for the ear', () => {
  expect(String(<IconLink href="/next" icon="chevron-right" label="Next day" />)).toContain('aria-label="Next day"')
})

test('a table says its roles, because its cards on a phone would lose them', () => {
  const html = String(
    <Table label="Visits" columns={[{ label: 'Time' }, { label: 'Action', hidden: true }]}>
      <Row current>
        <HeadCell place="lead">5:40</HeadCell>
        <Cell place="action" />
      </Row>
    </Table>,
  )
  for (const role of ['table', 'rowgroup', 'row', 'columnheader', 'rowheader', 'cell']) expect(html).toContain(`role="${role}"`)
  expect(html).toContain('<span class="ear">Action</span>')
  expect(html).toContain('aria-current="true"')
})

describe('a status', () => {
  test('is a word with an icon, in the reader’s language', () => {
    expect(String(<StatusPill t={en} status="fulfilled" />)).toMatch(/aria-hidden="true".*Completed/)
    expect(String(<StatusPill t={ar} status="fulfilled" />)).toContain('مكتمل')
  })

  test('says how long somebody has waited, or how late they are', () => {
    expect(String(<StatusPill t={en} status="arrived" minutes={12} />)).toContain('Waiting 12 min')
    expect(String(<StatusPill t={en} status="arrived" />)).toContain('Waiting<')
    expect(String(<StatusPill t={ar} status="late" minutes={8} />)).toContain('تأخير 8 د')
  })
})

test('a summary row says what its link changes', () => {
  const html = String(
    <Summary>
      <SummaryRow t={en} label="Doctor" change="/book?doctor=">
        Dr. Sara
      </SummaryRow>
    </Summary>,
  )
  expect(html).toContain('Change<span class="ear">: Doctor</span>')
})

describe('days and times', () => {
  test('carry what a machine reads beside what a person reads', () => {
    expect(String(<TimeText t={en} at={evening} />)).toBe('<time class="time" datetime="17:40">5:40<small> pm</small></time>')
    expect(String(<DayText t={ar} day={day} />)).toBe('<time class="day" datetime="2026-11-24">الثلاثاء 24 نوفمبر 2026</time>')
  })

  test('an instant carries its zone’s offset', () => {
    const at = day.toZonedDateTime({ timeZone: 'Asia/Riyadh', plainTime: evening })
    expect(String(<When t={en} at={at} short />)).toContain('datetime="2026-11-24T17:40+03:00"')
  })

  test('the Hijri day stands under it where asked for', () => {
    expect(String(<DayText t={en} day={day} hijri />)).toContain('14 Jumada II 1448')
  })
})

describe('the round mark of a name', () => {
  const letters = (name: string) => /aria-hidden="true">(.*?)</.exec(String(<Monogram name={name} />))?.[1]

  test('leaves titles and articles out', () => {
    expect(letters('Dr. Sara Al-Qahtani')).toBe('SQ')
    expect(letters('د. سارة القحطاني')).toBe('س')
  })

  test('is one letter for a name of one part', () => {
    expect(letters('Noura')).toBe('N')
  })
})
