import Autosuggest from '@cloudscape-design/components/autosuggest'
import FormField from '@cloudscape-design/components/form-field'
import Input from '@cloudscape-design/components/input'

import type { LogFilter } from '../api/log-page.ts'
import { useTyped } from '../shared/use-debounced.ts'
import { useText } from '../text/use-text.ts'

type Props = { filter: LogFilter; set: (change: Partial<LogFilter>) => void }

const isStatusCode = /^[1-5]\d\d$/
const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What somebody asks for who knows what he is looking for. */
export function MoreFilters({ filter, set }: Props) {
  const { log: text } = useText()
  return (
    <div className="log-filters">
      <TextFilter
        label={text.statusCode}
        hint={text.statusCodeHint}
        wrong={text.statusCodeWrong}
        value={filter.statusCode}
        isGood={(value) => isStatusCode.test(value)}
        onChange={(statusCode) => set({ statusCode })}
      />
      <CauseFilter value={filter.reason ?? ''} onChange={(reason) => set({ reason })} />
      <TextFilter
        label={text.event}
        value={filter.event}
        isGood={(value) => isUuid.test(value)}
        onChange={(event) => set({ event })}
      />
      <TextFilter
        label={text.resourceUuid}
        value={filter.resourceUuid}
        isGood={(value) => value.length <= 255}
        onChange={(resourceUuid) => set({ resourceUuid })}
      />
    </div>
  )
}

type TextProps = {
  label: string
  hint?: string
  /** What is said of what is not good, or not yet. */
  wrong?: string
  value: string | undefined
  /** What is not good yet is not asked for: somebody types. */
  isGood: (value: string) => boolean
  onChange: (value: string) => void
}

function TextFilter(props: TextProps) {
  const { log: text } = useText()
  const { label, hint = '', wrong = text.unfinished, value = '', isGood, onChange } = props
  const [typed, type] = useTyped(value, (wanted) => {
    if (wanted === '' || isGood(wanted)) onChange(wanted)
  })
  const isUnfinished = typed.trim() !== '' && !isGood(typed.trim())
  return (
    <FormField label={label} constraintText={isUnfinished && wrong}>
      <Input
        type="search"
        placeholder={hint}
        value={typed}
        onChange={({ detail }) => type(detail.value)}
      />
    </FormField>
  )
}

function CauseFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { log: text } = useText()
  const [typed, type] = useTyped(value, onChange)
  const options = Object.entries(text.causes).map(([cause, description]) => ({
    value: cause,
    description,
  }))
  return (
    <FormField label={text.cause}>
      <Autosuggest
        placeholder={text.causeHint}
        value={typed}
        options={options}
        enteredTextLabel={text.useCause}
        onChange={({ detail }) => type(detail.value)}
      />
    </FormField>
  )
}
