import Alert from '@cloudscape-design/components/alert'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode } from 'react'

import { KeyValues } from '../../shared/key-values.tsx'
import { type Text, useText } from '../../text/use-text.ts'
import type { KeyVerdict } from './verify-key.ts'
import type { Difference, Verdict } from './verify-signature.ts'

type VerdictProps = { verdict: Verdict; isBodySent: boolean }

/** What a secret says of the signature. */
export function SecretVerdict({ verdict, isBodySent }: VerdictProps) {
  const { signatureCheck: text } = useText()
  switch (verdict.kind) {
    case 'malformed':
      return null // next to the field
    case 'computed':
      return (
        <Alert type="info" header={text.computed}>
          <span className="verbatim">{verdict.signature}</span>
        </Alert>
      )
    case 'made':
      return <Alert type="success">{verdict.position === 0 ? text.made : text.madePrevious}</Alert>
    case 'unavailable':
      return <Alert type="warning">{text.unavailable}</Alert>
    case 'other':
      return <Alert type="error">{isBodySent ? text.otherBySent : text.other}</Alert>
  }
}

/** What the webhook's public keys say of the `v1a` signatures. */
export function KeyVerdictAlert({ verdict }: { verdict: KeyVerdict }) {
  const { signatureCheck: text } = useText()
  switch (verdict.kind) {
    case 'made':
      return (
        <Alert type="success">
          {verdict.position === 0 ? text.madeByKey : text.madeByPreviousKey}
        </Alert>
      )
    case 'unavailable':
      return <Alert type="warning">{text.keyUnavailable}</Alert>
    case 'other':
      return <Alert type="error">{text.otherKey}</Alert>
  }
}

/** Whether the received body is the one that was sent. */
export function BodyVerdict({ difference }: { difference: Difference | undefined }) {
  const { signatureCheck: text } = useText()
  if (difference === undefined) return <Alert type="success">{text.same}</Alert>
  const { at, sent, received, isSameJson } = difference
  return (
    <Alert type="error" header={text.differs(at)}>
      <SpaceBetween size="xs">
        {isSameJson && <div>{text.sameJson}</div>}
        <KeyValues
          columns={2}
          items={[
            { label: text.sent, value: excerpt(sent, text) },
            { label: text.got, value: excerpt(received, text) },
          ]}
        />
      </SpaceBetween>
    </Alert>
  )
}

function excerpt(characters: string, text: Text['signatureCheck']): ReactNode {
  return characters === '' ? <i>{text.end}</i> : <span className="verbatim">{characters}</span>
}
