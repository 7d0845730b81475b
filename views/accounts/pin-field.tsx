import { Field } from '../ui/field.tsx'

/** Said to be a one-time code, because these are what no browser offers to keep: a desk is shared. */
export const PinField = (field: { label: string; hint?: string; error?: string }) => (
  <Field
    name="pin"
    type="password"
    inputmode="numeric"
    autocomplete="one-time-code"
    width="w6"
    dir="ltr"
    maxlength={8}
    required
    {...field}
  />
)
