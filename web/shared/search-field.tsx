import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'

import { useDebounced } from './use-debounced.ts'

type Props = {
  label: string
  placeholder?: string
  value: string
  onChange: (value: string) => void
}

/** Filters a list by text, once typing pauses. */
export function SearchField({ label, placeholder = '', value, onChange }: Props) {
  const [typed, type] = useDebounced(value, onChange)
  return (
    <FormField label={label} stretch>
      <Input
        type="search"
        placeholder={placeholder}
        value={typed}
        onChange={({ detail }) => type(detail.value)}
      />
    </FormField>
  )
}
