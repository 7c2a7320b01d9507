import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { useParams } from 'react-router'

import { useRevealSecret } from '../../api/secrets.ts'
import type { WebhookView } from '../../api/views.ts'
import { webhookName } from '../../api/webhook-names.ts'
import { useWebhook } from '../../api/webhooks.ts'
import { webhooksCrumbs } from '../../app/crumbs.ts'
import { Screen } from '../../app/screen.tsx'
import { href, paths } from '../../common/paths.ts'
import { CopyId } from '../../shared/copy-id.tsx'
import { ErrorAlert } from '../../shared/error-alert.tsx'
import { Loaded } from '../../shared/loaded.tsx'
import { ManagersOnly } from '../../shared/managers-only.tsx'
import { useText } from '../../text/use-text.ts'
import { SendTest } from '../detail/send-test.tsx'
import { Warnings } from '../detail/warnings.tsx'
import { VerificationCode } from './verification-code.tsx'

/** What the receiver of a webhook needs: the signing secret, code that verifies requests, and a test. */
export function Component() {
  const { layout, receiver: text } = useText()
  const { id = '' } = useParams()
  const webhook = useWebhook(id)
  const crumbs = [
    ...webhooksCrumbs(layout),
    { text: webhook.data ? webhookName(webhook.data) : id, path: paths.webhook(id) },
  ]
  return (
    <Screen title={text.title} crumbs={crumbs} description={text.description}>
      <ManagersOnly>
        <Loaded query={webhook}>{(read) => <Steps webhook={read} />}</Loaded>
      </ManagersOnly>
    </Screen>
  )
}

function Steps({ webhook }: { webhook: WebhookView }) {
  const { receiver: text } = useText()
  const reveal = useRevealSecret(webhook.id)
  const secret = reveal.data?.secret
  const codeExplained = webhook.queue ? text.codeExplainedForQueue : text.codeExplained
  return (
    <SpaceBetween size="l">
      <Warnings webhook={webhook} />
      <Container header={<Header variant="h2">{text.secret}</Header>}>
        <SpaceBetween size="s">
          {text.secretExplained}
          <ErrorAlert error={reveal.error} />
          {secret === undefined ? (
            <Button loading={reveal.isPending} onClick={() => reveal.mutate()}>
              {text.reveal}
            </Button>
          ) : (
            <CopyId name={text.secretName} value={secret} />
          )}
        </SpaceBetween>
      </Container>
      <Container
        header={
          <Header variant="h2" description={codeExplained}>
            {text.code}
          </Header>
        }
      >
        <VerificationCode secret={secret} />
      </Container>
      <Test webhook={webhook} />
      <SpaceBetween direction="horizontal" size="xs">
        <Button href={href(paths.webhook(webhook.id))}>{text.viewWebhook}</Button>
        <Button href={href(paths.webhooks)}>{text.viewAll}</Button>
      </SpaceBetween>
    </SpaceBetween>
  )
}

function Test({ webhook }: { webhook: WebhookView }) {
  const { receiver: text, webhookDetail } = useText()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Container
      header={
        <Header variant="h2" description={text.testExplained}>
          {text.test}
        </Header>
      }
    >
      <Button variant="primary" onClick={() => setIsOpen(true)}>
        {webhookDetail.sendTest}
      </Button>
      {isOpen && <SendTest webhook={webhook} onClose={() => setIsOpen(false)} />}
    </Container>
  )
}
