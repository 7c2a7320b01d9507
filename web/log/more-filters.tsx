import Autosuggest from '@cloudscape-design/components/autosuggest'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'

import type { LogFilter } from '../api/log-page.ts'
import { useDebounced } from '../shared/use-debounced.ts'
import { useText } from '../text/use-text.ts'

type Props = { filter: LogFilter; set: (change: Partial<LogFilter>) => void }

const isStatusCode = /^[1-5]\d\d$/
const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Filters for users who know what they search for. */
export function MoreFilters({ filter, set }: Props) {
  const { log: text } = useText()
  return (
    <div className="log-filters">
      <TextFilter
        label={text.statusCode}
        placeholder={text.statusCodeHint}
        errorText={text.statusCodeWrong}
        value={filter.statusCode}
        isValid={(value) => isStatusCode.test(value)}
        onChange={(statusCode) => set({ statusCode })}
      />
      <ReasonFilter value={filter.reason ?? ''} onChange={(reason) => set({ reason })} />
      <TextFilter
        label={text.event}
        value={filter.event}
        isValid={(value) => isUuid.test(value)}
        onChange={(event) => set({ event })}
      />
      <TextFilter
        label={text.resourceUuid}
        value={filter.resourceUuid}
        isValid={(value) => value.length <= 255}
        onChange={(resourceUuid) => set({ resourceUuid })}
      />
    </div>
  )
}

type TextProps = {
  label: string
  placeholder?: string
  /** Shown for an invalid or incomplete value. */
  errorText?: string
  value: string | undefined
  /** Invalid values are not searched for: the user is still typing. */
  isValid: (value: string) => boolean
  onChange: (value: string) => void
}

function TextFilter(props: TextProps) {
  const { log: text } = useText()
  const {
    label,
    placeholder = '',
    errorText = text.incomplete,
    value = '',
    isValid,
    onChange,
  } = props
  const [typed, type] = useDebounced(value, (entered) => {
    if (entered === '' || isValid(entered)) onChange(entered)
  })
  const isIncomplete = typed.trim() !== '' && !isValid(typed.trim())
  return (
    <FormField label={label} constraintText={isIncomplete && errorText}>
      <Input
        type="search"
        placeholder={placeholder}
        value={typed}
        onChange={({ detail }) => type(detail.value)}
      />
    </FormField>
  )
}

function ReasonFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { log: text } = useText()
  const [typed, type] = useDebounced(value, onChange)
  const options = Object.entries(text.reasons).map(([reason, description]) => ({
    value: reason,
    description,
  }))
  return (
    <FormField label={text.reason}>
      <Autosuggest
        placeholder={text.reasonHint}
        value={typed}
        options={options}
        enteredTextLabel={text.useReason}
        onChange={({ detail }) => type(detail.value)}
      />
    </FormField>
  )
}
