import Box from '@cloudscape-design/components/box'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import FormField from '@cloudscape-design/components/form-field'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'
import { useEffect, useState } from 'react'

import { useEvent } from '../../api/events.ts'
import type { DeliveryDetail } from '../../api/views.ts'
import { TextField } from '../../shared/text-field.tsx'
import { useText } from '../../text/use-text.ts'
import { BodyVerdict, SecretVerdict } from './signature-verdicts.tsx'
import {
  checkSecret,
  differenceOf,
  type Signed,
  signedBy,
  type Verdict,
} from './verify-signature.ts'

/** What the last request signed, and whether a secret and a body fit; nothing leaves the browser. */
export function SignatureCheck({ delivery }: { delivery: DeliveryDetail }) {
  const { signatureCheck: text } = useText()
  const { data } = useEvent(delivery.event.uuid)
  const signed = signedBy(delivery, data)
  return (
    <ExpandableSection variant="container" headingTagOverride="h2" headerText={text.title}>
      {signed === undefined ? (
        <Box color="text-body-secondary">{text.nothingSent}</Box>
      ) : (
        <Checks signed={signed} />
      )}
    </ExpandableSection>
  )
}

function Checks({ signed }: { signed: Signed }) {
  const { signatureCheck: text } = useText()
  const [secret, setSecret] = useState('')
  const [received, setReceived] = useState('')
  const verdict = useVerdict(secret, signed, signed.body ?? received)
  return (
    <SpaceBetween size="m">
      <Box>{text.explained}</Box>
      <Box variant="awsui-key-label">{text.ofAttempt(signed.attempt)}</Box>
      <Parts signed={signed} />
      <TextField
        label={text.secret}
        hint={text.secretHint}
        type="password"
        value={secret}
        error={verdict?.kind === 'malformed' && text.malformed}
        onChange={setSecret}
      />
      <div role="status">
        {verdict && <SecretVerdict verdict={verdict} isBodySent={signed.body !== undefined} />}
      </div>
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
        {received !== '' && signed.body !== undefined && (
          <BodyVerdict difference={differenceOf(signed.body, received)} />
        )}
      </div>
    </SpaceBetween>
  )
}

/** What the secret says of the signature; undefined until both are known. */
function useVerdict(secret: string, signed: Signed, body: string): Verdict | undefined {
  const [verdict, setVerdict] = useState<Verdict>()
  const { id, timestamp } = signed
  const signatures = signed.signatures?.join(' ')
  useEffect(() => {
    let isCurrent = true
    const parts = { ...signed, signatures: signatures?.split(' ') }
    const checked = secret === '' || body === '' ? undefined : checkSecret(secret, parts, body)
    void Promise.resolve(checked).then((found) => {
      if (isCurrent) setVerdict(found)
    })
    return () => {
      isCurrent = false
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `signed` is new at each poll
  }, [secret, body, id, timestamp, signatures])
  return verdict
}

function Parts({ signed }: { signed: Signed }) {
  const { signatureCheck: text } = useText()
  const { id, timestamp, body, signatures } = signed
  const verbatim = (value: string) => <span className="verbatim">{value}</span>
  return (
    <KeyValuePairs
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
