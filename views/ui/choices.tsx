import type { Child } from 'hono/jsx'
import { described, fieldId, type Hx } from './attributes.ts'
import { HintAndError } from './field.tsx'

export interface Choice {
  value: string
  label: Child
  /** Second line, soft. */
  hint?: Child
  /** At the end of the line, soft: "3 free". */
  aside?: Child
  disabled?: boolean
  checked?: boolean
  /** The id of a divider's note that is about this one. */
  note?: string | undefined
}

/** A quiet line inside a long set ("Morning", "Evening"); not a group of its own. */
export interface Divider {
  divider: string
  /** What to know before choosing one of those below. */
  note?: { id: string; text: string } | undefined
}

export interface ChoicesProps {
  name: string
  legend: Child
  options: readonly (Choice | Divider)[]
  hint?: string
  error?: string
  /** `list` one under another, `times` a grid of short ones, `row` two or three side by side. */
  layout?: 'list' | 'times' | 'row'
  type?: 'radio' | 'checkbox'
  value?: string
  /** `heading`: the legend is the page's h1. `hidden`: the page's h1 has asked already, the legend is for the ear. */
  legendAs?: 'heading' | 'hidden'
  required?: boolean
}

/** The whole box is the label of a native radio, so it works where style sheets or :has do not. */
export function Choices({
  name,
  legend,
  options,
  hint,
  error,
  layout = 'list',
  type = 'radio',
  value,
  legendAs,
  required,
  ...hx
}: ChoicesProps & Hx) {
  const id = fieldId(name)
  const { 'aria-describedby': describedBy, 'aria-invalid': invalid } = described(id, hint, error)
  // Only a radiogroup may be called required or invalid; a plain group of checkboxes may not.
  const radios = { role: 'radiogroup', 'aria-required': required ? 'true' : undefined, 'aria-invalid': invalid }
  const asked = { 'aria-describedby': describedBy, ...(type === 'radio' ? radios : {}) }
  let number = 0
  return (
    <fieldset class={error ? 'field wrong' : 'field'} {...asked} {...hx}>
      <legend class={legendAs === 'hidden' ? 'ear' : undefined}>{legendAs === 'heading' ? <h1>{legend}</h1> : legend}</legend>
      <HintAndError id={id} hint={hint} error={error} />
      <div class={`choices ${layout}`}>
        {options.map((option) => {
          if ('divider' in option) return <DividerLine {...option} />
          number += 1
          const own = number === 1 ? id : `${id}-${number}`
          return <Box id={own} type={type} name={name} option={option} checked={option.checked ?? option.value === value} />
        })}
      </div>
    </fieldset>
  )
}

const DividerLine = ({ divider, note }: Divider) => (
  <>
    <p class="divider">{divider}</p>
    {note && (
      <p class="note-line" id={note.id}>
        {note.text}
      </p>
    )}
  </>
)

const Box = ({
  id,
  type,
  name,
  option,
  checked,
}: {
  id: string
  type: 'radio' | 'checkbox'
  name: string
  option: Choice
  checked: boolean
}) => (
  <label class="choice">
    <input
      id={id}
      type={type}
      name={name}
      value={option.value}
      checked={checked}
      disabled={option.disabled}
      aria-describedby={option.note}
    />
    <span>
      {option.label}
      {option.hint && <small>{option.hint}</small>}
    </span>
    {option.aside && <small class="aside">{option.aside}</small>}
  </label>
)
