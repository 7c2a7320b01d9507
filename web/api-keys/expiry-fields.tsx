import DatePicker from '@cloudscape-design/components/date-picker'
import FormField from '@cloudscape-design/components/form-field'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { useText } from '../text/use-text.ts'
import { type Expiry, expiryChoices } from './expiry.ts'

type Props = { value: Expiry; error: string | undefined; onChange: (value: Expiry) => void }

/** A choice of periods, and the date if one is chosen. */
export function ExpiryFields({ value, error, onChange }: Props) {
  const { apiKeys: text } = useText()
  const options = expiryChoices.map((choice) => ({ value: choice, label: text.expiries[choice] }))
  const hasDate = value.choice === 'date'
  return (
    <SpaceBetween size="l">
      <FormField
        label={text.columns.expiresAt}
        description={text.expiryHint}
        errorText={hasDate ? undefined : error}
      >
        <Select
          expandToViewport
          options={options}
          selectedOption={options.find((option) => option.value === value.choice) ?? null}
          onChange={({ detail }) => {
            const choice = expiryChoices.find((one) => one === detail.selectedOption.value)
            onChange({ ...value, choice: choice ?? value.choice })
          }}
        />
      </FormField>
      {hasDate && (
        <FormField label={text.expiryDate} description={text.expiryDateHint} errorText={error}>
          <DatePicker
            expandToViewport
            value={value.date}
            isDateEnabled={(date) => date.getTime() >= startOfToday()}
            onChange={({ detail }) => onChange({ ...value, date: detail.value })}
          />
        </FormField>
      )}
    </SpaceBetween>
  )
}

function startOfToday(): number {
  return new Date().setHours(0, 0, 0, 0)
}
