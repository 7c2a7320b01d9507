import FormField from '@cloudscape-design/components/form-field'

import type { TimeRange } from '../common/time-range.ts'
import { TimeRangePicker } from './time-range-picker.tsx'

type Props = {
  text: { time: string; anyTime: string }
  value: TimeRange | undefined
  onChange: (range: TimeRange | undefined) => void
}

/** The time range of a log. */
export function TimeFilter({ text: { time, anyTime }, value, onChange }: Props) {
  return (
    <FormField label={time}>
      <TimeRangePicker value={value} anyTime={anyTime} label={time} onChange={onChange} />
    </FormField>
  )
}
