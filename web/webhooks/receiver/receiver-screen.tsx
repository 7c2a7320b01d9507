import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { type ReactNode, useState } from 'react'
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
import { PublicHalf } from '../../shared/key-pairs.tsx'
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
  const hasClientKey = 'clientKey' in webhook.authentication
  return (
    <SpaceBetween size="l">
      <Warnings webhook={webhook} />
      <Step number={1} title={text.secret}>
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
      </Step>
      <Step number={2} title={text.code} explained={codeExplained}>
        <VerificationCode secret={secret} />
      </Step>
      {hasClientKey && <RegisterKey webhook={webhook} number={3} />}
      <Test webhook={webhook} number={hasClientKey ? 4 : 3} />
      <SpaceBetween direction="horizontal" size="xs">
        <Button href={href(paths.webhook(webhook.id))}>{text.viewWebhook}</Button>
        <Button href={href(paths.webhooks)}>{text.viewAll}</Button>
      </SpaceBetween>
    </SpaceBetween>
  )
}

type StepProps = { number: number; title: string; explained?: string; children: ReactNode }

function Step({ number, title, explained, children }: StepProps) {
  const { receiver: text } = useText()
  return (
    <Container
      header={
        <Header variant="h2" description={explained}>
          {text.step(number, title)}
        </Header>
      }
    >
      {children}
    </Container>
  )
}

type NumberedProps = { webhook: WebhookView; number: number }

/** The token endpoint knows the client by its public key. */
function RegisterKey({ webhook: { authentication }, number }: NumberedProps) {
  const { receiver: text, webhookDetail } = useText()
  if (!('clientKey' in authentication)) return null
  return (
    <Step number={number} title={text.clientKey} explained={webhookDetail.clientKeyExplained}>
      <PublicHalf title={webhookDetail.currentKey} of={authentication.clientKey} />
    </Step>
  )
}

function Test({ webhook, number }: NumberedProps) {
  const { receiver: text, webhookDetail } = useText()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Step number={number} title={text.test} explained={text.testExplained}>
      <Button variant="primary" onClick={() => setIsOpen(true)}>
        {webhookDetail.sendTest}
      </Button>
      {isOpen && <SendTest webhook={webhook} onClose={() => setIsOpen(false)} />}
    </Step>
  )
}
