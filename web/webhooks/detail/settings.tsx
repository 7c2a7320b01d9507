import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'

import type { WebhookView } from '../../api/views.ts'
import { draftOf, placeOf } from '../form/draft.ts'
import { CopyId } from '../../shared/copy-id.tsx'
import { formatSeconds } from '../../shared/format.ts'
import { KeyValues } from '../../shared/key-values.tsx'
import { FullTimestamp } from '../../shared/timestamp.tsx'
import { removable } from '../form/certificate-draft.ts'
import { type Text, useText } from '../../text/use-text.ts'

export function Settings({ webhook }: { webhook: WebhookView }) {
  const { common, webhookForm, webhookDetail: text } = useText()
  const { id, url, enabled, notify = [], timeLimitSeconds, limits } = webhook
  const at = placeOf(webhook)
  const place = at === 'url' ? webhookForm.url : webhookForm.arns[at]
  const { createdAt, createdBy, changedAt, changedBy } = webhook
  return (
    <Container header={<Header variant="h2">{text.settings}</Header>}>
      <KeyValues
        columns={2}
        items={[
          { label: text.id, value: <CopyId name={text.id} value={id} /> },
          { label: place, value: <CopyId name={place} value={url} /> },
          ...roleItems(webhook, webhookForm),
          { label: webhookForm.enabled, value: enabled ? common.yes : common.no },
          {
            label: webhookForm.timeLimit,
            value: timeLimitSeconds === undefined ? text.defaultTimeLimit : `${timeLimitSeconds} s`,
          },
          { label: webhookForm.retrySchedule, value: retrySchedule(webhook, text) },
          {
            label: webhookForm.rateLimit,
            value:
              limits?.perSecond === undefined ? text.noLimit : text.rateLimit(limits.perSecond),
          },
          {
            label: webhookForm.concurrency,
            value:
              limits?.inFlight === undefined ? text.noLimit : text.concurrency(limits.inFlight),
          },
          ...requestItems(webhook, webhookForm),
          {
            label: webhookForm.notify,
            value: <span className="unspaced">{notify.join(', ') || text.noNotify}</span>,
          },
          { label: text.created, value: <Change at={createdAt} by={createdBy} /> },
          { label: text.changed, value: <Change at={changedAt} by={changedBy} /> },
        ]}
      />
    </Container>
  )
}

/** The role that the router assumes, and the external id that it names. */
function roleItems({ eventBus, queue }: WebhookView, text: Text['webhookForm']) {
  const { roleArn, externalId } = eventBus ?? queue ?? {}
  return [
    { label: text.roleArn, value: roleArn },
    { label: text.externalId, value: externalId },
  ].filter(({ value }) => value !== undefined)
}

/** Settings that few webhooks have. */
function requestItems(webhook: WebhookView, text: Text['webhookForm']) {
  const { acceptedStatuses = [], finalStatuses = [], headers = [] } = webhook
  const { signatures } = draftOf(webhook)
  const items = [
    { label: text.filter, value: webhook.filter && <code>{JSON.stringify(webhook.filter)}</code> },
    { label: text.acceptedStatuses, value: acceptedStatuses.join(', ') },
    { label: text.finalStatuses, value: finalStatuses.join(', ') },
    {
      label: text.payload,
      value: webhook.payload === 'THIN' && text.payloads.THIN,
    },
    {
      label: text.transformation,
      value: webhook.transformation !== undefined && (
        <pre className="verbatim">{webhook.transformation}</pre>
      ),
    },
    {
      label: text.signatures,
      value: signatures !== 'v1' && text.signatureNames[signatures],
    },
    { label: text.ordering, value: webhook.ordering === 'RESOURCE' && text.orderingOn },
    { label: text.headers, value: headers.length > 0 && <Headers headers={headers} /> },
    ...removable.map((name) => ({
      label: text.certificates[name],
      value: webhook[name] && <Certificates of={[webhook[name]].flat()} />,
    })),
  ]
  return items.filter(({ value }) => Boolean(value))
}

function Headers({ headers }: { headers: NonNullable<WebhookView['headers']> }) {
  const { webhookDetail: text } = useText()
  return headers.map(({ name, value = text.secretsStored }) => (
    <div key={name}>
      {name}: {value}
    </div>
  ))
}

type Certificate = NonNullable<WebhookView['clientCertificate']>

/** Whose the certificates are, and when they expire. */
function Certificates({ of }: { of: readonly Certificate[] }) {
  return of.map(({ subject, notAfter, fingerprint }) => (
    <div key={fingerprint}>
      {subject} <FullTimestamp at={notAfter} />
    </div>
  ))
}

function Change({ at, by }: { at: string; by: string }) {
  const { webhookDetail: text } = useText()
  return (
    <>
      <FullTimestamp at={at} /> {text.by(by)}
    </>
  )
}

function retrySchedule({ retryWaitsSeconds }: WebhookView, text: Text['webhookDetail']): string {
  if (retryWaitsSeconds === undefined) return text.defaultRetrySchedule
  return retryWaitsSeconds.length === 0
    ? text.noRetries
    : retryWaitsSeconds.map(formatSeconds).join(', ')
}
