import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'

import { useDebounced } from '../shared/use-debounced.ts'
import { useText } from '../text/use-text.ts'

type TextProps = {
  label: string
  placeholder?: string
  /** Shown for an invalid or incomplete value. */
  errorText?: string
  value: string | undefined
  /** Invalid values are not searched for: the user is still typing. */
  isValid: (value: string) => boolean
  onChange: (value: string) => void
}

/** A filter that is typed. */
export function TextFilter(props: TextProps) {
  const {
    events: { list: text },
  } = useText()
  const {
    label,
    placeholder = '',
    errorText = text.incomplete,
    value = '',
    isValid,
    onChange,
  } = props
  const [typed, type] = useDebounced(value, (entered) => {
    if (entered === '' || isValid(entered)) onChange(entered)
  })
  const isIncomplete = typed.trim() !== '' && !isValid(typed.trim())
  return (
    <FormField label={label} constraintText={isIncomplete && errorText}>
      <Input
        type="search"
        placeholder={placeholder}
        value={typed}
        onChange={({ detail }) => type(detail.value)}
      />
    </FormField>
  )
}
