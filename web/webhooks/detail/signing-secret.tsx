import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'

import { useCan } from '../../api/me.ts'
import { useShowSecret } from '../../api/secrets.ts'
import type { SecretView, WebhookView } from '../../api/views.ts'
import { CopyId } from '../../shared/copy-id.tsx'
import { inFull } from '../../shared/format.ts'
import { FullMoment } from '../../shared/timestamp.tsx'
import { ProblemAlert } from '../../shared/error-alert.tsx'
import { useText } from '../../text/use-text.ts'
import { Rotate } from './rotate.tsx'

/** The secret that requests are signed with: for managers, who ask for it. */
export function SigningSecret({ webhook }: { webhook: WebhookView }) {
  const { webhookDetail: text } = useText()
  const can = useCan()
  const [rotates, setRotates] = useState(false)
  const [isNew, setIsNew] = useState(false)
  const show = useShowSecret(webhook.id)
  const rotated = () => {
    show.reset() // what is shown is the previous one now
    setRotates(false)
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
      <Button onClick={() => setRotates(true)}>{text.rotate}</Button>
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
        <ProblemAlert error={show.error} />
        <div role="status">
          {isNew && <Rotated reveal={show.data === undefined ? () => show.mutate() : undefined} />}
        </div>
        {show.data && <Secrets secrets={show.data} />}
        <Looks webhook={webhook} />
      </SpaceBetween>
      {rotates && (
        <Rotate webhook={webhook} onClose={() => setRotates(false)} onRotated={rotated} />
      )}
    </Container>
  )
}

/** Until the screen is left: the receiver needs the new one. */
function Rotated({ reveal }: { reveal: (() => void) | undefined }) {
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
  const before = previous && {
    label: `${text.previousSecret} – ${text.validUntil(inFull(previous.validUntil))}`,
    value: <CopyId name={text.previousSecret} value={previous.secret} />,
  }
  return <KeyValuePairs columns={1} items={before ? [newest, before] : [newest]} />
}

/** Who looked at it last, and whether another one signs too. */
function Looks({ webhook }: { webhook: WebhookView }) {
  const { webhookDetail: text } = useText()
  const { secretShownTimes, secretShownAt, secretShownBy, previousSecretValidUntil } = webhook
  const looks =
    secretShownAt === undefined ? (
      text.never
    ) : (
      <>
        {text.shown(secretShownTimes)}, <FullMoment at={secretShownAt} />{' '}
        {text.by(secretShownBy ?? '')}
      </>
    )
  const previous = previousSecretValidUntil !== undefined && {
    label: text.previousSecret,
    value: text.validUntil(inFull(previousSecretValidUntil)),
  }
  const items = [{ label: text.shownTimes, value: looks }, previous]
  return <KeyValuePairs columns={2} items={items.filter((item) => item !== false)} />
}
