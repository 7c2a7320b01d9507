import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import SegmentedControl from '@cloudscape-design/components/segmented-control'
import Textarea from '@cloudscape-design/components/textarea'
import { useState } from 'react'

import { useNames } from '../../api/resources.ts'
import { useSendTest } from '../../api/tests.ts'
import type { Action, WebhookView } from '../../api/views.ts'
import { findJsonError } from '../../common/json-text.ts'
import { Dialog } from '../../shared/dialog.tsx'
import { useText } from '../../text/use-text.ts'
import { TestResult } from './test-result.tsx'

type Props = { webhook: WebhookView; onClose: () => void }

/** Sends a test and shows the response. */
export function SendTest({ webhook, onClose }: Props) {
  const { common, webhookDetail: text } = useText()
  const test = useSendTest(webhook.id)
  const [action, setAction] = useState<Action>(webhook.actions[0] ?? 'ADDED')
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
            onClick={() => test.mutate({ action, content })}
          >
            {text.sendTest}
          </Button>
        </>
      }
    >
      <Box>{text.testExplained}</Box>
      <ActionChoice actions={webhook.actions} action={action} onChange={setAction} />
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
      <TestResult test={test} />
    </Dialog>
  )
}

type ChoiceProps = {
  actions: readonly Action[]
  action: Action
  onChange: (action: Action) => void
}

function ActionChoice({ actions, action, onChange }: ChoiceProps) {
  const { webhookDetail: text } = useText()
  const names = useNames()
  return (
    <FormField label={text.testAction}>
      <SegmentedControl
        label={text.testAction}
        selectedId={action}
        options={actions.map((id) => ({ id, text: names.action(id) }))}
        onChange={({ detail }) =>
          onChange(actions.find((id) => id === detail.selectedId) ?? action)
        }
      />
    </FormField>
  )
}
