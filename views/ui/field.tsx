import type { Child } from 'hono/jsx'
import { described, fieldId, type Hx } from './attributes.ts'
import { Icon } from './icon.tsx'

/** Width tells the expected length: `w2` a day, `w4` a year, `w6` a code, `w10` a phone or id. */
type FieldWidth = 'w2' | 'w4' | 'w6' | 'w10' | 'w20'

interface Common {
  name: string
  label: string
  hint?: Child
  error?: string
  /** Only where the same name stands twice on a page. */
  id?: string
  /** The label stays for the ear; for filters, whose first choice says what they are. */
  labelHidden?: boolean
}

export interface FieldProps extends Common {
  type?: 'text' | 'email' | 'tel' | 'password' | 'search' | 'date' | 'time' | 'number'
  value?: string
  width?: FieldWidth
  /** `ltr` for phones, ids and e-mail, whatever the page's direction. */
  dir?: 'ltr' | 'rtl' | 'auto'
  lang?: string
  autocomplete?: string
  inputmode?: 'text' | 'numeric' | 'tel' | 'email' | 'decimal' | 'search'
  required?: boolean
  /** One of several inputs whose `FieldSet` says the error: marked without words of its own. */
  wrong?: boolean
  maxlength?: number
  /** Of a date. */
  min?: string
  max?: string
  spellcheck?: boolean
  autocapitalize?: 'none' | 'words' | 'sentences'
  readonly?: boolean
}

export function Field({
  name,
  label,
  hint,
  error,
  id = fieldId(name),
  labelHidden,
  type = 'text',
  width,
  required,
  wrong,
  ...attributes
}: FieldProps & Hx) {
  return (
    <Group id={id} label={label} labelHidden={labelHidden} hint={hint} error={error}>
      <input
        id={id}
        name={name}
        type={type}
        class={width}
        aria-required={required ? 'true' : undefined}
        {...described(id, hint, error)}
        {...(wrong ? { 'aria-invalid': 'true' } : {})}
        {...attributes}
      />
    </Group>
  )
}

export interface TextAreaProps extends Common {
  value?: string
  /** Of what is written, where that is known; otherwise the first letter decides. */
  dir?: 'ltr' | 'rtl'
  lang?: string
  rows?: number
  maxlength?: number
  required?: boolean
}

export function TextArea({
  name,
  label,
  hint,
  error,
  id = fieldId(name),
  labelHidden,
  value,
  rows = 3,
  required,
  ...attributes
}: TextAreaProps & Hx) {
  return (
    <Group id={id} label={label} labelHidden={labelHidden} hint={hint} error={error}>
      <textarea
        id={id}
        name={name}
        rows={rows}
        dir="auto"
        aria-required={required ? 'true' : undefined}
        {...described(id, hint, error)}
        {...attributes}
      >
        {value ?? ''}
      </textarea>
    </Group>
  )
}

interface Option {
  value: string
  label: string
}

export interface SelectProps extends Common {
  /** Some of them may stand together under a heading. */
  options: readonly (Option | { label: string; options: readonly Option[] })[]
  value?: string
  required?: boolean
}

export function Select({
  name,
  label,
  hint,
  error,
  id = fieldId(name),
  labelHidden,
  options,
  value,
  required,
  ...attributes
}: SelectProps & Hx) {
  return (
    <Group id={id} label={label} labelHidden={labelHidden} hint={hint} error={error}>
      <select id={id} name={name} aria-required={required ? 'true' : undefined} {...described(id, hint, error)} {...attributes}>
        {options.map((option) =>
          'options' in option ? (
            <optgroup label={option.label}>
              <Options options={option.options} value={value} />
            </optgroup>
          ) : (
            <Options options={[option]} value={value} />
          ),
        )}
      </select>
    </Group>
  )
}

const Options = ({ options, value }: { options: readonly Option[]; value?: string }) => (
  <>
    {options.map((option) => (
      <option value={option.value} selected={option.value === value}>
        {option.label}
      </option>
    ))}
  </>
)

interface GroupProps extends Pick<Common, 'label' | 'labelHidden' | 'hint' | 'error'> {
  id: string
  children: Child
}

const Group = ({ id, label, labelHidden, hint, error, children }: GroupProps) => (
  <div class={error ? 'field wrong' : 'field'}>
    <label for={id} class={labelHidden ? 'ear' : undefined}>
      {label}
    </label>
    <HintAndError id={id} hint={hint} error={error} />
    {children}
  </div>
)

export const HintAndError = ({ id, hint, error }: { id: string; hint?: Child; error?: string }) => (
  <>
    {hint && (
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    )}
    {error && (
      <p class="error" id={`${id}-error`}>
        <Icon name="alert" />
        {error}
      </p>
    )}
  </>
)

/** Several inputs under one question: a date in three fields. */
export const FieldSet = ({
  name,
  legend,
  hint,
  error,
  children,
}: {
  name: string
  legend: string
  hint?: string
  error?: string
  children: Child
}) => (
  <fieldset class={error ? 'field wrong' : 'field'} aria-describedby={described(fieldId(name), hint, error)['aria-describedby']}>
    <legend>{legend}</legend>
    <HintAndError id={fieldId(name)} hint={hint} error={error} />
    <div class="side-by-side">{children}</div>
  </fieldset>
)
