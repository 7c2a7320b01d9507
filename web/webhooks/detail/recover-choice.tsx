import Checkbox from '@cloudscape-design/components/checkbox'
import DateRangePicker, {
  type DateRangePickerProps,
} from '@cloudscape-design/components/date-range-picker'
import FormField from '@cloudscape-design/components/form-field'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'

import type { Recoverable } from '../../api/recoveries.ts'
import { locale, useText } from '../../text/use-text.ts'

type Props = { wanted: Recoverable; onChange: (wanted: Recoverable) => void }

/** Of which time, and what of it. */
export function RecoverChoice({ wanted, onChange }: Props) {
  const { delivery, recovery: text } = useText()
  const check = (status: 'failed' | 'skipped', isChecked: boolean) => {
    const others = wanted.statuses.filter((one) => one !== status)
    onChange({ ...wanted, statuses: isChecked ? [...others, status] : others })
  }
  return (
    <>
      <TimeChoice onChange={(range) => onChange({ ...wanted, ...range })} />
      <FormField label={text.statuses}>
        <SpaceBetween direction="horizontal" size="l">
          {(['failed', 'skipped'] as const).map((status) => (
            <Checkbox
              key={status}
              checked={wanted.statuses.includes(status)}
              onChange={({ detail }) => check(status, detail.checked)}
            >
              {delivery.statuses[status]}
            </Checkbox>
          ))}
        </SpaceBetween>
      </FormField>
    </>
  )
}

type Units = 'hour' | 'day'
type Range = { from: string; to: string }

function TimeChoice({ onChange }: { onChange: (range: Range) => void }) {
  const { recovery: text } = useText()
  const [value, setValue] = useState<DateRangePickerProps.Value>(relative('lastDay', 1, 'day'))
  const [shortcuts] = useState(() => [
    relative('lastHour', 1, 'hour'),
    relative('lastDay', 1, 'day'),
    relative('lastWeek', 7, 'day'),
    relative('lastMonth', 30, 'day'),
  ])
  return (
    <FormField label={text.range} stretch>
      <DateRangePicker
        value={value}
        relativeOptions={shortcuts}
        isValidRange={(range) => ({ valid: range !== null, errorMessage: text.range })}
        rangeSelectorMode="default"
        locale={locale}
        expandToViewport
        onChange={({ detail }) => {
          if (detail.value === null) return
          setValue(detail.value)
          onChange(rangeOf(detail.value))
        }}
      />
    </FormField>
  )
}

function relative(key: string, amount: number, unit: Units) {
  return { type: 'relative' as const, key, amount, unit }
}

const unitsMs: Readonly<Record<string, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  month: 2_592_000_000,
}

function rangeOf(value: DateRangePickerProps.Value): Range {
  if (value.type === 'absolute') {
    return { from: inUtc(value.startDate), to: inUtc(value.endDate) }
  }
  const to = new Date()
  const from = new Date(to.getTime() - value.amount * (unitsMs[value.unit] ?? 0))
  return { from: from.toISOString(), to: to.toISOString() }
}

function inUtc(text: string): string {
  return new Date(text).toISOString()
}
