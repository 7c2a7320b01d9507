import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import LiveRegion from '@cloudscape-design/components/live-region'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'

import { statusOf } from '../api/api-error.ts'
import { useCountRecoverable, useStartRecovery } from '../api/recoveries.ts'
import type { RecoveryCount } from '../api/views.ts'
import { inDigits } from '../shared/format.ts'
import { ProblemAlert } from '../shared/error-alert.tsx'
import { betweenOf, type TimeRange } from '../common/time-range.ts'
import { TimeRangePicker } from '../shared/time-range-picker.tsx'
import { useText } from '../text/use-text.ts'
import { Counted } from './count-summary.tsx'
import { type Statuses, wanted, type Wish } from './defaults.ts'

const lastDay: TimeRange = { kind: 'last', amount: 1, unit: 'd' }

/** Chooses what to send again: it is counted first, and what was counted is what is sent. */
export function RecoveryForm({ webhook, wish }: { webhook: string; wish: Wish }) {
  const { recover: text } = useText()
  const [range, setRange] = useState(wish.range ?? lastDay)
  const [statuses, setStatuses] = useState<Statuses>(wish.statuses ?? ['failed', 'skipped'])
  const count = useCountRecoverable(webhook)
  const start = useStartRecovery(webhook)
  const forget = () => {
    count.reset()
    start.reset()
  }
  const ask = () => {
    const now = Date.now()
    const to = new Date(now).toISOString()
    count.mutate({ to, ...betweenOf(range, now), statuses })
  }
  return (
    <SpaceBetween size="m">
      <FormField label={text.time} stretch>
        <TimeRangePicker
          value={range}
          label={text.time}
          onChange={(chosen = lastDay) => {
            setRange(chosen)
            forget()
          }}
        />
      </FormField>
      <WhichStatuses
        chosen={statuses}
        onChange={(chosen) => {
          setStatuses(chosen)
          forget()
        }}
      />
      <Button loading={count.isPending} disabled={statuses.length === 0} onClick={ask}>
        {count.data === undefined ? text.count : text.countAgain}
      </Button>
      <LiveRegion>{count.data !== undefined && <Counted count={count.data} />}</LiveRegion>
      {count.data !== undefined && count.data.total > 0 && (
        <Start
          count={count.data}
          isStarting={start.isPending}
          onStart={() => start.mutate(wanted(count.data, statuses))}
        />
      )}
      <Refused error={count.error ?? start.error} />
    </SpaceBetween>
  )
}

/** One that is disabled, or has a running recovery, is refused so: it was done elsewhere just now. */
function Refused({ error }: { error: unknown }) {
  const { recover: text } = useText()
  if (statusOf(error) !== 409) return <ProblemAlert error={error} />
  return <Alert type="info">{text.notNow}</Alert>
}

type StartProps = { count: RecoveryCount; isStarting: boolean; onStart: () => void }

function Start({ count, isStarting, onStart }: StartProps) {
  const { recover: text } = useText()
  return (
    <Button variant="primary" loading={isStarting} onClick={onStart}>
      {text.start(inDigits(count.total))}
    </Button>
  )
}

type WhichProps = { chosen: Statuses; onChange: (chosen: Statuses) => void }

function WhichStatuses({ chosen, onChange }: WhichProps) {
  const { recover: text } = useText()
  return (
    <FormField label={text.which} errorText={chosen.length === 0 && text.chooseStatus}>
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
