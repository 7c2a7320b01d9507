import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'

import { useTyped } from './use-debounced.ts'

type Props = { label: string; value: string; onChange: (value: string) => void }

/** A text that narrows a list, searched for when the typing pauses. */
export function SearchField({ label, value, onChange }: Props) {
  const [typed, type] = useTyped(value, onChange)
  return (
    <FormField label={label} stretch>
      <Input type="search" value={typed} onChange={({ detail }) => type(detail.value)} />
    </FormField>
  )
}
