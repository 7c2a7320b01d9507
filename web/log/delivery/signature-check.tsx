import Box from '@cloudscape-design/components/box'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import FormField from '@cloudscape-design/components/form-field'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import { useEffect, useState } from 'react'

import { useEvent } from '../../api/events.ts'
import type { DeliveryDetail } from '../../api/views.ts'
import { useWebhook } from '../../api/webhooks.ts'
import { KeyValues } from '../../shared/key-values.tsx'
import { TextField } from '../../shared/text-field.tsx'
import { useText } from '../../text/use-text.ts'
import { BodyVerdict, KeyVerdictAlert, SecretVerdict } from './signature-verdicts.tsx'
import { checkKeys, hasKeySignature } from './verify-key.ts'
import { checkSecret, differenceOf, type Signed, signedBy } from './verify-signature.ts'

/** What the last request signed, and whether a secret and a body fit; nothing leaves the browser. */
export function SignatureCheck({ delivery }: { delivery: DeliveryDetail }) {
  const { signatureCheck: text } = useText()
  const { data } = useEvent(delivery.event.uuid)
  const signed = signedBy(delivery, data)
  if (delivery.attempts.some(isOnBus)) return null
  return (
    <ExpandableSection variant="container" headingTagOverride="h2" headerText={text.title}>
      {signed === undefined ? (
        <Box color="text-body-secondary">{text.nothingSent}</Box>
      ) : (
        <Checks signed={signed} webhook={delivery.webhook} />
      )}
    </ExpandableSection>
  )
}

/** Whether an attempt put an event on a bus, which has no place for a signature. */
function isOnBus({ request }: DeliveryDetail['attempts'][number]): boolean {
  return request?.headers['detail-type'] !== undefined
}

function Checks({ signed, webhook }: { signed: Signed; webhook: string }) {
  const { signatureCheck: text } = useText()
  const [secret, setSecret] = useState('')
  const [received, setReceived] = useState('')
  const body = signed.body ?? received
  const facts = [signed.id, signed.timestamp, signed.signatures, body]
  const verdict = useVerdict(
    () => (secret === '' || body === '' ? undefined : checkSecret(secret, signed, body)),
    [secret, ...facts],
  )
  const isOfSecret = signed.signatures?.some((one) => one.startsWith('v1,')) ?? true
  return (
    <SpaceBetween size="m">
      <Box>{text.explained}</Box>
      <Box variant="awsui-key-label">{text.ofAttempt(signed.attempt)}</Box>
      <Parts signed={signed} />
      {isOfSecret && (
        <TextField
          label={text.secret}
          hint={text.secretHint}
          type="password"
          value={secret}
          error={verdict?.kind === 'malformed' && text.malformed}
          onChange={setSecret}
        />
      )}
      <div role="status">
        {verdict && <SecretVerdict verdict={verdict} isBodySent={signed.body !== undefined} />}
      </div>
      {hasKeySignature(signed) && <KeyCheck signed={signed} body={body} webhook={webhook} />}
      <FormField stretch label={text.received} description={text.receivedHint}>
        <Textarea
          rows={4}
          spellcheck={false}
          disableBrowserAutocorrect
          value={received}
          onChange={({ detail }) => setReceived(detail.value)}
        />
      </FormField>
      <div role="status">
        <Difference sent={signed.body} received={received} />
      </div>
    </SpaceBetween>
  )
}

type Bodies = { sent: string | undefined; received: string }

function Difference({ sent, received }: Bodies) {
  if (received === '' || sent === undefined) return null
  return <BodyVerdict difference={differenceOf(sent, received)} />
}

/** What the webhook's public keys say of the signatures; nothing until the body is known. */
function KeyCheck({ signed, body, webhook }: { signed: Signed; body: string; webhook: string }) {
  const { publicKeys } = useWebhook(webhook).data ?? {}
  const verdict = useVerdict(
    () => (body === '' || !publicKeys ? undefined : checkKeys(publicKeys, signed, body)),
    [publicKeys, signed.id, signed.timestamp, signed.signatures, body],
  )
  return <div role="status">{verdict && <KeyVerdictAlert verdict={verdict} />}</div>
}

/** The verdict on these facts; undefined until they are known. */
function useVerdict<Found>(
  check: () => Promise<Found> | undefined,
  facts: readonly unknown[],
): Found | undefined {
  const [verdict, setVerdict] = useState<Found>()
  useEffect(() => {
    let isCurrent = true
    void Promise.resolve(check()).then((found) => {
      if (isCurrent) setVerdict(found)
    })
    return () => {
      isCurrent = false
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `check` is new at each poll
  }, [JSON.stringify(facts)])
  return verdict
}

function Parts({ signed }: { signed: Signed }) {
  const { signatureCheck: text } = useText()
  const { id, timestamp, body, signatures } = signed
  const verbatim = (value: string) => <span className="verbatim">{value}</span>
  return (
    <KeyValues
      columns={2}
      items={[
        { label: 'webhook-id', value: verbatim(id) },
        { label: 'webhook-timestamp', value: verbatim(timestamp) },
        {
          label: text.body,
          value: body === undefined ? text.bodyUnknown : text.bodyLength(Array.from(body).length),
        },
        {
          label: 'webhook-signature',
          value: signatures === undefined ? text.noSignature : verbatim(signatures.join(' ')),
        },
      ]}
    />
  )
}
