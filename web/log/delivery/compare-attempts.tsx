import ExpandableSection from '@cloudscape-design/components/expandable-section'
import FormField from '@cloudscape-design/components/form-field'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'

import type { AttemptView } from '../../api/views.ts'
import { differencesOf } from '../../common/differences.ts'
import { Differences } from '../../shared/differences.tsx'
import { useText } from '../../text/use-text.ts'
import { comparedAttempt } from './compared-attempt.ts'

/** Compares two attempts: by default the last two. */
export function CompareAttempts({ attempts }: { attempts: readonly AttemptView[] }) {
  const { compare: text, attempt: words } = useText()
  const [chosen, setChosen] = useState<{ before?: string; after?: string }>({})
  const last = attempts.length
  const [before, after] = [chosen.before ?? `${last - 1}`, chosen.after ?? `${last}`]
  const find = (number: string) => attempts.find((one) => `${one.number}` === number)
  const [one, other] = [find(before), find(after)]
  if (one === undefined || other === undefined) return null

  const options = attempts.map(({ number }) => ({
    value: `${number}`,
    label: words.title(number),
  }))
  return (
    <ExpandableSection headerText={text.attempts}>
      <SpaceBetween size="s">
        <SpaceBetween direction="horizontal" size="m">
          <Choice
            label={text.first}
            options={options}
            value={before}
            onChange={(value) => setChosen({ ...chosen, before: value })}
          />
          <Choice
            label={text.second}
            options={options}
            value={after}
            onChange={(value) => setChosen({ ...chosen, after: value })}
          />
        </SpaceBetween>
        <Differences
          label={text.attempts}
          before={words.title(one.number)}
          after={words.title(other.number)}
          differences={differencesOf(comparedAttempt(one), comparedAttempt(other))}
        />
      </SpaceBetween>
    </ExpandableSection>
  )
}

type ChoiceProps = {
  label: string
  options: readonly { value: string; label: string }[]
  value: string
  onChange: (value: string) => void
}

function Choice({ label, options, value, onChange }: ChoiceProps) {
  return (
    <FormField label={label}>
      <Select
        options={options}
        selectedOption={options.find((option) => option.value === value) ?? null}
        onChange={({ detail }) => onChange(detail.selectedOption.value ?? value)}
      />
    </FormField>
  )
}
