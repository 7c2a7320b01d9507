import DateRangePicker, {
  type DateRangePickerProps,
} from '@cloudscape-design/components/date-range-picker'

import type { TimeRange, Unit } from '../common/time-range.ts'
import { useText } from '../text/use-text.ts'

type Props = {
  value: TimeRange | undefined
  onChange: (range: TimeRange | undefined) => void
  /** The placeholder. If missing, a range is required. */
  anyTime?: string
  /** The label where there is no form field around it. */
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

/** A range that ends now, or a fixed one. */
export function TimeRangePicker({ value, onChange, anyTime, label }: Props) {
  const { timeRange: text } = useText()
  return (
    <DateRangePicker
      value={value === undefined ? null : toPickerValue(value)}
      onChange={({ detail }) =>
        onChange(detail.value === null ? undefined : toTimeRange(detail.value))
      }
      relativeOptions={presets}
      customRelativeRangeUnits={['minute', 'hour', 'day']}
      isValidRange={(range) => validate(range, text)}
      showClearButton={anyTime !== undefined}
      placeholder={anyTime ?? ''}
      absoluteFormat="long-localized"
      expandToViewport
      ariaLabel={label ?? text.label}
    />
  )
}

function toPickerValue(range: TimeRange): DateRangePickerProps.Value {
  if (range.kind === 'between') {
    return { type: 'absolute', startDate: range.from, endDate: range.to }
  }
  const { amount } = range
  const unit = toPickerUnit(range.unit)
  return { type: 'relative', key: `${amount} ${unit}`, amount, unit }
}

function toTimeRange(value: DateRangePickerProps.Value): TimeRange {
  if (value.type === 'absolute') {
    const [from, to] = [new Date(value.startDate), new Date(value.endDate)]
    return { kind: 'between', from: from.toISOString(), to: to.toISOString() }
  }
  return { kind: 'last', amount: value.amount, unit: toUnit(value.unit) }
}

type PickerUnit = keyof typeof units

function toPickerUnit(unit: Unit): PickerUnit {
  return unit === 'm' ? 'minute' : unit === 'h' ? 'hour' : 'day'
}

function toUnit(unit: DateRangePickerProps.TimeUnit): Unit {
  return unit === 'minute' || unit === 'hour' ? units[unit] : 'd'
}

function validate(
  range: DateRangePickerProps.Value | null,
  { errors }: ReturnType<typeof useText>['timeRange'],
): DateRangePickerProps.ValidationResult {
  if (range === null) return { valid: true }
  const error = range.type === 'relative' ? errorInRelative(range) : errorInAbsolute(range)
  return error === undefined ? { valid: true } : { valid: false, errorMessage: errors[error] }
}

function errorInRelative({ amount }: DateRangePickerProps.RelativeValue) {
  return Number.isInteger(amount) && amount > 0 && amount < 100_000 ? undefined : 'amount'
}

function errorInAbsolute({ startDate, endDate }: DateRangePickerProps.AbsoluteValue) {
  const [from, to] = [Date.parse(startDate), Date.parse(endDate)]
  if (Number.isNaN(from) || Number.isNaN(to)) return 'incomplete'
  return from > to ? 'order' : undefined
}
