import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'

import { useApiUrl } from '../../api/api-context.ts'
import { useCan, useMe } from '../../api/me.ts'
import type { WebhookView } from '../../api/views.ts'
import { CopyId } from '../../shared/copy-id.tsx'
import { formatDateTime } from '../../shared/format.ts'
import { KeyValues } from '../../shared/key-values.tsx'
import { useText } from '../../text/use-text.ts'
import { Rotate } from './rotate.tsx'

/** The public keys that verify `v1a` signatures; nothing if the webhook never had such signatures. */
export function SigningKey({ webhook }: { webhook: WebhookView }) {
  const { webhookDetail: text } = useText()
  const can = useCan()
  const [isRotating, setIsRotating] = useState(false)
  const [isNew, setIsNew] = useState(false)
  const { publicKeys } = webhook
  if (publicKeys === undefined) return null
  const rotated = () => {
    setIsRotating(false)
    setIsNew(true)
  }
  const rotate = can.change && <Button onClick={() => setIsRotating(true)}>{text.rotateKey}</Button>
  return (
    <Container
      header={
        <Header variant="h2" description={text.signingKeyExplained} actions={rotate}>
          {text.signingKey}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <div role="status">{isNew && <Alert type="success">{text.keyRotated}</Alert>}</div>
        <PublicKeys id={webhook.id} publicKeys={publicKeys} />
      </SpaceBetween>
      {isRotating && (
        <Rotate
          webhook={webhook}
          signer="key"
          onClose={() => setIsRotating(false)}
          onRotated={rotated}
        />
      )}
    </Container>
  )
}

type KeysProps = { id: string; publicKeys: NonNullable<WebhookView['publicKeys']> }

function PublicKeys({ id, publicKeys }: KeysProps) {
  const { webhookDetail: text } = useText()
  const apiUrl = useApiUrl()
  const marketplace = useMe().data?.marketplace
  const keys = publicKeys.map(({ publicKey, validUntil }) => {
    const name = validUntil === undefined ? text.publicKey : text.previousPublicKey
    const until = validUntil !== undefined && text.signsUntil(formatDateTime(validUntil))
    const label = until === false ? name : `${name} – ${until}`
    return { label, value: <CopyId name={name} value={publicKey} /> }
  })
  const address = `${apiUrl}/.well-known/webhook-keys/${marketplace}/${id}`
  const keySet = { label: text.keySet, value: <CopyId name={text.keySet} value={address} /> }
  return <KeyValues columns={1} items={marketplace === undefined ? keys : [...keys, keySet]} />
}
