import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import { useState } from 'react'

import { type Recoverable, useCountRecoverable, useStartRecovery } from '../../api/recoveries.ts'
import type { RecoveryCount, WebhookView } from '../../api/views.ts'
import { Dialog } from '../../shared/dialog.tsx'
import { inDigits } from '../../shared/format.ts'
import { ProblemAlert } from '../../shared/problem-alert.tsx'
import { useText } from '../../text/use-text.ts'
import { RecoverChoice } from './recover-choice.tsx'

type Props = { webhook: WebhookView; onClose: () => void }

/** Sends again what failed or was skipped: first counted, then, if it is meant so, started. */
export function Recover({ webhook, onClose }: Props) {
  const { common, recovery: text } = useText()
  const counting = useCountRecoverable(webhook.id)
  const starting = useStartRecovery(webhook.id)
  const [wanted, setWanted] = useState(lastDay)
  const counted = counting.data
  const start = (count: RecoveryCount) =>
    starting.mutate({ ...wanted, from: count.from, to: count.to }, { onSuccess: onClose })
  const change = (next: Recoverable) => {
    setWanted(next)
    counting.reset() // what was counted was something else
  }
  return (
    <Dialog
      title={text.title}
      onClose={onClose}
      buttons={
        <>
          <Button variant="link" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button
            disabled={wanted.statuses.length === 0 || !webhook.enabled}
            loading={counting.isPending}
            onClick={() => counting.mutate(wanted)}
          >
            {text.count}
          </Button>
          {counted !== undefined && counted.total > 0 && (
            <Button variant="primary" loading={starting.isPending} onClick={() => start(counted)}>
              {text.start(inDigits(counted.total))}
            </Button>
          )}
        </>
      }
    >
      <Box>{text.explained}</Box>
      {!webhook.enabled && <Alert type="warning">{text.disabled}</Alert>}
      <RecoverChoice wanted={wanted} onChange={change} />
      {counted && <Counted count={counted} />}
      <ProblemAlert error={counting.error ?? starting.error} />
    </Dialog>
  )
}

function Counted({ count: { total, counts } }: { count: RecoveryCount }) {
  const { delivery, recovery: text } = useText()
  const parts = (['failed', 'skipped'] as const).flatMap((status) =>
    counts[status] === undefined
      ? []
      : [`${inDigits(counts[status])} ${delivery.statuses[status].toLowerCase()}`],
  )
  return (
    <Alert type="info">
      {total === 0 ? text.nothing : `${text.counted(inDigits(total))} (${parts.join(', ')})`}
    </Alert>
  )
}

function lastDay(): Recoverable {
  const to = new Date()
  const from = new Date(to.getTime() - 86_400_000)
  return { from: from.toISOString(), to: to.toISOString(), statuses: ['failed', 'skipped'] }
}
