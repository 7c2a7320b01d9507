import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'

import { useCan } from '../../api/me.ts'
import { useRevealSecret } from '../../api/secrets.ts'
import type { SecretView, WebhookView } from '../../api/views.ts'
import { href, paths } from '../../common/paths.ts'
import { CopyId } from '../../shared/copy-id.tsx'
import { ErrorAlert } from '../../shared/error-alert.tsx'
import { formatDateTime } from '../../shared/format.ts'
import { KeyValues } from '../../shared/key-values.tsx'
import { FullTimestamp } from '../../shared/timestamp.tsx'
import { useText } from '../../text/use-text.ts'
import { Rotate } from './rotate.tsx'

/** The signing secret: managers can reveal and rotate it. */
export function SigningSecret({ webhook }: { webhook: WebhookView }) {
  const { receiver, webhookDetail: text } = useText()
  const can = useCan()
  const [isRotating, setIsRotating] = useState(false)
  const [isNew, setIsNew] = useState(false)
  const show = useRevealSecret(webhook.id)
  const close = () => setIsRotating(false)
  const rotated = () => {
    show.reset() // the shown secret is now the previous one
    close()
    setIsNew(true)
  }
  const actions = can.change && (
    <SpaceBetween direction="horizontal" size="xs">
      {show.data === undefined ? (
        <Button loading={show.isPending} onClick={() => show.mutate()}>
          {text.reveal}
        </Button>
      ) : (
        <Button onClick={show.reset}>{text.hide}</Button>
      )}
      <Button onClick={() => setIsRotating(true)}>{text.rotate}</Button>
      <Button href={href(paths.receiver(webhook.id))}>{receiver.open}</Button>
    </SpaceBetween>
  )
  return (
    <Container
      header={
        <Header variant="h2" description={text.signingSecretExplained} actions={actions}>
          {text.signingSecret}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <ErrorAlert error={show.error} />
        <div role="status">
          {isNew && (
            <RotatedAlert reveal={show.data === undefined ? () => show.mutate() : undefined} />
          )}
        </div>
        {show.data && <Secrets secrets={show.data} />}
        <RevealHistory webhook={webhook} />
      </SpaceBetween>
      {isRotating && (
        <Rotate {...{ webhook, signer: 'secret', onClose: close, onRotated: rotated }} />
      )}
    </Container>
  )
}

/** Shown until the screen is left, because the receiver needs the new secret. */
function RotatedAlert({ reveal }: { reveal: (() => void) | undefined }) {
  const { webhookDetail: text } = useText()
  return (
    <Alert type="success" action={reveal && <Button onClick={reveal}>{text.revealNew}</Button>}>
      {text.rotated}
    </Alert>
  )
}

function Secrets({ secrets: { secret, previous } }: { secrets: SecretView }) {
  const { webhookDetail: text } = useText()
  const newest = { label: text.secret, value: <CopyId name={text.secret} value={secret} /> }
  const previousItem = previous && {
    label: `${text.previousSecret} – ${text.signsUntil(formatDateTime(previous.validUntil))}`,
    value: <CopyId name={text.previousSecret} value={previous.secret} />,
  }
  return <KeyValues columns={1} items={previousItem ? [newest, previousItem] : [newest]} />
}

/** Who revealed it last, and how long the previous secret is valid. */
function RevealHistory({ webhook }: { webhook: WebhookView }) {
  const { webhookDetail: text } = useText()
  const { secretShownCount, secretShownAt, secretShownBy, previousSecretValidUntil } = webhook
  const reveals =
    secretShownAt === undefined ? (
      text.never
    ) : (
      <>
        {text.revealedTimes(secretShownCount)}, <FullTimestamp at={secretShownAt} />{' '}
        {text.by(secretShownBy ?? '')}
      </>
    )
  const previous = previousSecretValidUntil !== undefined && {
    label: text.previousSecret,
    value: text.signsUntil(formatDateTime(previousSecretValidUntil)),
  }
  const items = [{ label: text.revealed, value: reveals }, previous]
  return <KeyValues columns={2} items={items} />
}
