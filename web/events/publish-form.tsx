import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Form from '@cloudscape-design/components/form'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'

import type { ResourceView, WebhookView } from '../api/views.ts'
import { ErrorAlert } from '../shared/error-alert.tsx'
import { RestoredDraft } from '../shared/restored-draft.tsx'
import { useText } from '../text/use-text.ts'
import { ConfirmPublish } from './confirm-publish.tsx'
import { ContentFields } from './content-fields.tsx'
import { subscribersOf } from './draft.ts'
import { EventProgress } from './event-progress.tsx'
import { EventTypeFields } from './event-type-fields.tsx'
import { usePublishForm } from './use-publish-form.ts'

type Props = { resources: readonly ResourceView[]; webhooks: readonly WebhookView[] }

/** Publishes an event and shows its deliveries. Starts with a resource that a webhook matches. */
export function PublishForm({ resources, webhooks }: Props) {
  const matching = webhooks.find(({ enabled }) => enabled)?.subscriptions[0]?.resource
  const first = resources.find(({ type }) => type === matching) ?? resources[0]
  return first && <FilledForm resources={resources} first={first} webhooks={webhooks} />
}

type FilledFormProps = Props & { first: ResourceView }

function FilledForm({ resources, first, webhooks }: FilledFormProps) {
  const { events: text } = useText()
  const state = usePublishForm(resources, first)
  const { publish, isReady, asked, ask, cancel, send, otherError } = state
  return (
    <SpaceBetween size="l">
      <RestoredDraft {...state.saved} message={text.draftRestored} />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) ask()
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
          <Container header={<Header variant="h2">{text.event}</Header>}>
            <SpaceBetween size="l">
              <EventTypeFields resources={resources} webhooks={webhooks} {...state} />
              <ContentFields {...state} />
              <ErrorAlert error={otherError} />
            </SpaceBetween>
          </Container>
        </Form>
      </form>
      {asked && (
        <ConfirmPublish
          event={asked}
          subscribers={subscribersOf(state.draft, webhooks)}
          isPending={publish.isPending}
          onConfirm={() => send(asked)}
          onClose={cancel}
        />
      )}
      {publish.data !== undefined && <EventProgress key={publish.data.uuid} {...publish.data} />}
    </SpaceBetween>
  )
}
