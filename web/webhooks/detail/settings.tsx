import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'

import type { WebhookView } from '../../api/views.ts'
import { CopyId } from '../../shared/copy-id.tsx'
import { inUnits } from '../../shared/format.ts'
import { FullMoment } from '../../shared/timestamp.tsx'
import { type Text, useText } from '../../text/use-text.ts'

/** What a webhook is set to, and who set it. */
export function Settings({ webhook }: { webhook: WebhookView }) {
  const { common, webhookForm, webhookDetail: text } = useText()
  const { id, url, enabled, timeLimitSeconds } = webhook
  const { createdAt, createdBy, changedAt, changedBy } = webhook
  return (
    <Container header={<Header variant="h2">{text.settings}</Header>}>
      <KeyValuePairs
        columns={2}
        items={[
          { label: text.id, value: <CopyId name={text.id} value={id} /> },
          { label: webhookForm.url, value: <CopyId name={webhookForm.url} value={url} /> },
          { label: webhookForm.enabled, value: enabled ? common.yes : common.no },
          {
            label: webhookForm.timeLimit,
            value: timeLimitSeconds === undefined ? text.usualTimeLimit : `${timeLimitSeconds} s`,
          },
          { label: webhookForm.retryWaits, value: waitsOf(webhook, text) },
          { label: text.limits, value: limitsOf(webhook, text) },
          { label: text.created, value: <Done at={createdAt} by={createdBy} /> },
          { label: text.changed, value: <Done at={changedAt} by={changedBy} /> },
        ]}
      />
    </Container>
  )
}

function Done({ at, by }: { at: string; by: string }) {
  const { webhookDetail: text } = useText()
  return (
    <>
      <FullMoment at={at} /> {text.by(by)}
    </>
  )
}

function waitsOf({ retryWaitsSeconds }: WebhookView, text: Text['webhookDetail']): string {
  if (retryWaitsSeconds === undefined) return text.usualWaits
  return retryWaitsSeconds.length === 0 ? text.once : retryWaitsSeconds.map(inUnits).join(', ')
}

function limitsOf({ limits = {} }: WebhookView, text: Text['webhookDetail']): string {
  const { perSecond, inFlight } = limits
  const parts = [
    ...(perSecond === undefined ? [] : [text.perSecond(perSecond)]),
    ...(inFlight === undefined ? [] : [text.inFlight(inFlight)]),
  ]
  return parts.length === 0 ? text.noLimits : parts.join(', ')
}
