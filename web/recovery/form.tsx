import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import LiveRegion from '@cloudscape-design/components/live-region'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'

import { statusOf } from '../api/api-error.ts'
import { type CountedRecovery, useCountRecovery, useStartRecovery } from '../api/recoveries.ts'
import { resolveRange, type TimeRange } from '../common/time-range.ts'
import { ErrorAlert } from '../shared/error-alert.tsx'
import { formatCount } from '../shared/format.ts'
import { TimeRangePicker } from '../shared/time-range-picker.tsx'
import { useText } from '../text/use-text.ts'
import { CountSummary } from './count-summary.tsx'
import { StartedSeveral } from './started-several.tsx'
import { type RecoveryDefaults, selectionOf, type Statuses } from './defaults.ts'

const lastDay: TimeRange = { kind: 'last', amount: 1, unit: 'd' }

type Props = { webhooks: readonly string[]; defaults: RecoveryDefaults }

/** Chooses, counts, then resends exactly what was counted. */
export function RecoveryForm({ webhooks, defaults }: Props) {
  const { recover: text } = useText()
  const [range, setRange] = useState(defaults.range ?? lastDay)
  const [statuses, setStatuses] = useState<Statuses>(defaults.statuses ?? ['failed', 'skipped'])
  const count = useCountRecovery(webhooks)
  const start = useStartRecovery()
  const reset = () => {
    count.reset()
    start.reset()
  }
  const countDeliveries = () => count.mutate({ ...intervalOf(range), statuses })
  return (
    <SpaceBetween size="m">
      <FormField label={text.time} stretch>
        <TimeRangePicker
          value={range}
          label={text.time}
          onChange={(chosen = lastDay) => {
            setRange(chosen)
            reset()
          }}
        />
      </FormField>
      <StatusField
        chosen={statuses}
        onChange={(chosen) => {
          setStatuses(chosen)
          reset()
        }}
      />
      <Button loading={count.isPending} disabled={statuses.length === 0} onClick={countDeliveries}>
        {count.data === undefined ? text.count : text.countAgain}
      </Button>
      <LiveRegion>{count.data !== undefined && <CountSummary count={count.data} />}</LiveRegion>
      {count.data !== undefined && (
        <StartSection
          count={count.data}
          isOfSeveral={webhooks.length > 1}
          refused={start.data?.refused}
          isStarting={start.isPending}
          onStart={({ webhooks: counted, ...found }) => {
            const selection = { ...selectionOf(found, statuses), webhooks: counted }
            start.mutate(selection, { onSuccess: () => webhooks.length === 1 && count.reset() })
          }}
        />
      )}
      <RecoveryError error={count.error ?? start.error} />
    </SpaceBetween>
  )
}

/** Up to now, unless the range ends before. */
function intervalOf(range: TimeRange) {
  const now = Date.now()
  return { to: new Date(now).toISOString(), ...resolveRange(range, now) }
}

/** 409: since the screen was drawn, the webhook was disabled or another recovery started. */
function RecoveryError({ error }: { error: unknown }) {
  const { recover: text } = useText()
  if (statusOf(error) !== 409) return <ErrorAlert error={error} />
  return <Alert type="info">{text.notNow}</Alert>
}

type StartProps = {
  count: CountedRecovery
  isOfSeveral: boolean
  /** The webhooks that were left out; undefined until recoveries were started. */
  refused: readonly string[] | undefined
  isStarting: boolean
  onStart: (count: CountedRecovery) => void
}

/** Starts what was counted. A single webhook shows its progress instead of this form. */
function StartSection({ count, isOfSeveral, refused, isStarting, onStart }: StartProps) {
  const { recover: text } = useText()
  if (refused !== undefined && isOfSeveral) {
    return <StartedSeveral webhooks={count.webhooks} refused={refused} />
  }
  if (count.total === 0) return null
  return (
    <Button variant="primary" loading={isStarting} onClick={() => onStart(count)}>
      {text.start(formatCount(count.total))}
    </Button>
  )
}

type StatusFieldProps = { chosen: Statuses; onChange: (chosen: Statuses) => void }

function StatusField({ chosen, onChange }: StatusFieldProps) {
  const { recover: text } = useText()
  return (
    <FormField label={text.status} errorText={chosen.length === 0 && text.chooseStatus}>
      <Box>
        {(['failed', 'skipped'] as const).map((status) => (
          <Checkbox
            key={status}
            checked={chosen.includes(status)}
            onChange={({ detail }) =>
              onChange([
                ...chosen.filter((one) => one !== status),
                ...(detail.checked ? [status] : []),
              ])
            }
          >
            {text.statuses[status]}
          </Checkbox>
        ))}
      </Box>
    </FormField>
  )
}
