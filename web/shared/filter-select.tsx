import FormField from '@cloudscape-design/components/form-field'
import Select from '@cloudscape-design/components/select'

type Option = { value: string; label: string }

type Props = {
  label: string
  /** What stands there while nothing is chosen. */
  all: string
  options: readonly Option[]
  value: string
  onChange: (value: string) => void
}

/** With more of them one would rather search. */
const fewOptions = 8

/** One choice that narrows a list; empty when it does not. */
export function Choice({ label, all, options, value, onChange }: Props) {
  const everything = [{ value: '', label: all }, ...options]
  return (
    <FormField label={label}>
      <Select
        filteringAriaLabel={label}
        filteringType={options.length > fewOptions ? 'auto' : 'none'}
        options={everything}
        selectedOption={everything.find((option) => option.value === value) ?? null}
        onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
      />
    </FormField>
  )
}
