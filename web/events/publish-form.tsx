import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Form from '@cloudscape-design/components/form'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'

import type { ResourceView, WebhookView } from '../api/views.ts'
import { DraftIsBack } from '../shared/restored-draft.tsx'
import { ProblemAlert } from '../shared/error-alert.tsx'
import { useText } from '../text/use-text.ts'
import { ContentFields } from './content-fields.tsx'
import { useTry } from './use-publish-form.ts'
import { WhatHappened } from './event-type-fields.tsx'
import { Watch } from './event-progress.tsx'

type Props = { resources: readonly ResourceView[]; webhooks: readonly WebhookView[] }

/** An event to be written, and where it went; it begins with one that somebody wants. */
export function TryForm({ resources, webhooks }: Props) {
  const wanted = webhooks.find(({ enabled }) => enabled)?.resource
  const first = resources.find(({ type }) => type === wanted) ?? resources[0]
  return first && <Filled resources={resources} first={first} webhooks={webhooks} />
}

type FilledProps = Props & { first: ResourceView }

function Filled({ resources, first, webhooks }: FilledProps) {
  const { events: text } = useText()
  const attempt = useTry(resources, first)
  const { publish, isReady, send, otherError } = attempt
  return (
    <SpaceBetween size="l">
      <DraftIsBack {...attempt.kept} told={text.draftIsBack} />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) send()
        }}
      >
        <Form
          actions={
            <Button
              variant="primary"
              formAction="submit"
              disabled={!isReady}
              loading={publish.isPending}
            >
              {publish.data === undefined ? text.publish : text.publishAgain}
            </Button>
          }
        >
          <Container header={<Header variant="h2">{text.what}</Header>}>
            <SpaceBetween size="l">
              <WhatHappened resources={resources} webhooks={webhooks} {...attempt} />
              <ContentFields {...attempt} />
              <ProblemAlert error={otherError} />
            </SpaceBetween>
          </Container>
        </Form>
      </form>
      {publish.data !== undefined && <Watch key={publish.data.uuid} {...publish.data} />}
    </SpaceBetween>
  )
}
