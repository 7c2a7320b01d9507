import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Select from '@cloudscape-design/components/select'
import Textarea from '@cloudscape-design/components/textarea'
import { useState } from 'react'

import { useNames } from '../../api/resources.ts'
import { useSendTest } from '../../api/tests.ts'
import type { WebhookView } from '../../api/views.ts'
import { findJsonError } from '../../common/json-text.ts'
import { Dialog } from '../../shared/dialog.tsx'
import { useText } from '../../text/use-text.ts'
import { TestResult } from './test-result.tsx'

type Props = { webhook: WebhookView; onClose: () => void }

/** Sends a test and shows the response. */
export function SendTest({ webhook, onClose }: Props) {
  const { common, webhookDetail: text } = useText()
  const test = useSendTest(webhook.id)
  const [event, setEvent] = useState(eventTypesOf(webhook)[0]?.value ?? '')
  const [content, setContent] = useState('')
  const isInvalid = content.trim() !== '' && findJsonError(content) !== undefined
  return (
    <Dialog
      title={text.test}
      size="large"
      onClose={onClose}
      buttons={
        <>
          <Button variant="link" onClick={onClose}>
            {common.close}
          </Button>
          <Button
            variant="primary"
            loading={test.isPending}
            disabled={isInvalid}
            onClick={() => test.mutate({ event, content })}
          >
            {text.sendTest}
          </Button>
        </>
      }
    >
      <TestResult test={test} webhook={webhook} />
      <Box>{text.testExplained}</Box>
      <EventField webhook={webhook} event={event} onChange={setEvent} />
      <FormField
        stretch
        label={text.testContent}
        description={text.testContentHint}
        errorText={isInvalid ? text.testInvalid : undefined}
      >
        <Textarea
          rows={4}
          spellcheck={false}
          value={content}
          onChange={({ detail }) => setContent(detail.value)}
        />
      </FormField>
    </Dialog>
  )
}

type EventFieldProps = {
  webhook: WebhookView
  event: string
  onChange: (event: string) => void
}

/** One of the event types that the webhook gets, by the names of its resource and action. */
function EventField({ webhook, event, onChange }: EventFieldProps) {
  const { webhookDetail: text } = useText()
  const names = useNames()
  const options = eventTypesOf(webhook).map(({ value, resource, action }) => ({
    value,
    label: `${names.resource(resource)}: ${names.action(action)}`,
  }))
  return (
    <FormField label={text.testEvent}>
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === event) ?? null}
        filteringType={options.length > 10 ? 'auto' : 'none'}
        onChange={({ detail }) => {
          onChange(detail.selectedOption.value ?? event)
        }}
      />
    </FormField>
  )
}

function eventTypesOf({ subscriptions }: WebhookView) {
  return subscriptions.flatMap(({ resource, actions }) =>
    actions.map((action) => ({
      value: `${resource}.${action}`.toLowerCase(),
      resource,
      action,
    })),
  )
}
