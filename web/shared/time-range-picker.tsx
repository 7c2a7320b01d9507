import DateRangePicker, {
  type DateRangePickerProps,
} from '@cloudscape-design/components/date-range-picker'

import { useText } from '../text/use-text.ts'
import type { TimeRange, Unit } from '../common/time-range.ts'

type Props = {
  value: TimeRange | undefined
  onChange: (range: TimeRange | undefined) => void
  /** What it says while nothing is chosen; without it something must be. */
  anyTime?: string
  /** Instead of the field around it. */
  label?: string
}

const units = { minute: 'm', hour: 'h', day: 'd' } as const

const presets: readonly DateRangePickerProps.RelativeOption[] = (
  [
    [15, 'minute'],
    [1, 'hour'],
    [6, 'hour'],
    [1, 'day'],
    [7, 'day'],
    [30, 'day'],
    [90, 'day'],
  ] as const
).map(([amount, unit]) => ({ key: `${amount} ${unit}`, amount, unit, type: 'relative' }))

/** A time that ends now, or one between two moments. */
export function TimeRangePicker({ value, onChange, anyTime, label }: Props) {
  const { timeRange: text } = useText()
  return (
    <DateRangePicker
      value={value === undefined ? null : shown(value)}
      onChange={({ detail }) => onChange(detail.value === null ? undefined : chosen(detail.value))}
      relativeOptions={presets}
      customRelativeRangeUnits={['minute', 'hour', 'day']}
      isValidRange={(range) => faultOf(range, text)}
      showClearButton={anyTime !== undefined}
      placeholder={anyTime ?? ''}
      absoluteFormat="long-localized"
      expandToViewport
      ariaLabel={label ?? text.label}
    />
  )
}

function shown(range: TimeRange): DateRangePickerProps.Value {
  if (range.kind === 'between') {
    return { type: 'absolute', startDate: range.from, endDate: range.to }
  }
  const { amount } = range
  const unit = wordOf(range.unit)
  return { type: 'relative', key: `${amount} ${unit}`, amount, unit }
}

function chosen(value: DateRangePickerProps.Value): TimeRange {
  if (value.type === 'absolute') {
    const [from, to] = [new Date(value.startDate), new Date(value.endDate)]
    return { kind: 'between', from: from.toISOString(), to: to.toISOString() }
  }
  return { kind: 'last', amount: value.amount, unit: signOf(value.unit) }
}

type Word = keyof typeof units

function wordOf(sign: Unit): Word {
  return sign === 'm' ? 'minute' : sign === 'h' ? 'hour' : 'day'
}

function signOf(word: DateRangePickerProps.TimeUnit): Unit {
  return word === 'minute' || word === 'hour' ? units[word] : 'd'
}

function faultOf(
  range: DateRangePickerProps.Value | null,
  { faults }: ReturnType<typeof useText>['timeRange'],
): DateRangePickerProps.ValidationResult {
  if (range === null) return { valid: true }
  const fault = range.type === 'relative' ? faultOfLast(range) : faultOfBetween(range)
  return fault === undefined ? { valid: true } : { valid: false, errorMessage: faults[fault] }
}

function faultOfLast({ amount }: DateRangePickerProps.RelativeValue) {
  return Number.isInteger(amount) && amount > 0 && amount < 100_000 ? undefined : 'amount'
}

function faultOfBetween({ startDate, endDate }: DateRangePickerProps.AbsoluteValue) {
  const [from, to] = [Date.parse(startDate), Date.parse(endDate)]
  if (Number.isNaN(from) || Number.isNaN(to)) return 'incomplete'
  return from > to ? 'order' : undefined
}
