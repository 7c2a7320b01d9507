import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { useTryTransformation } from '../../api/try-transformation.ts'
import { CodeBlock } from '../../shared/code-block.tsx'
import { useText } from '../../text/use-text.ts'
import type { Draft } from './draft.ts'

/** Shows a sample of the first event next to what the expression makes of it. */
export function TryTransformation({ draft }: { draft: Draft }) {
  const { webhookForm: text } = useText()
  const { mutate, data, error, isPending } = useTryTransformation()
  const { transformation } = draft
  return (
    <SpaceBetween size="s">
      <Button
        formAction="none"
        loading={isPending}
        disabled={transformation.trim() === ''}
        onClick={() => mutate({ transformation, event: sampleEvent(draft) })}
      >
        {text.tryTransformation}
      </Button>
      {error !== null && <Alert type="error">{error.message}</Alert>}
      {data?.error !== undefined && (
        <Alert type="error">{text.sampleError(data.error.reason, data.error.position)}</Alert>
      )}
      {data !== undefined && (
        <ColumnLayout columns={2}>
          <CodeBlock name={text.sampleInput} text={JSON.stringify(data.input)} />
          {data.error === undefined && (
            <CodeBlock name={text.sampleResult} text={JSON.stringify(data.result)} />
          )}
        </ColumnLayout>
      )}
    </SpaceBetween>
  )
}

function sampleEvent({ subscriptions: [first] }: Draft): string {
  const { resource = '', actions = [] } = first ?? {}
  const hasType = resource !== '' && resource !== '*'
  return hasType ? `${resource}.${actions[0] ?? 'ADDED'}`.toLowerCase() : 'subscription.added'
}
