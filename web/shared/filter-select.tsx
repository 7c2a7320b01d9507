import FormField from '@cloudscape-design/components/form-field'
import Select from '@cloudscape-design/components/select'

type Option = { value: string; label: string; description?: string }

type Props = {
  label: string
  /** The text while no filter is set. */
  all: string
  options: readonly Option[]
  value: string
  onChange: (value: string) => void
}

/** Longer lists get a search field. */
const maxWithoutSearch = 8

/** Filters a list by one value; empty means no filter. */
export function FilterSelect({ label, all, options, value, onChange }: Props) {
  const everything = [{ value: '', label: all }, ...options]
  return (
    <FormField label={label}>
      <Select
        filteringAriaLabel={label}
        filteringType={options.length > maxWithoutSearch ? 'auto' : 'none'}
        options={everything}
        selectedOption={everything.find((option) => option.value === value) ?? null}
        onChange={({ detail }) => onChange(detail.selectedOption.value ?? '')}
      />
    </FormField>
  )
}
