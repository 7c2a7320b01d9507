import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Textarea from '@cloudscape-design/components/textarea'

import { useTryFilter } from '../../api/tests.ts'
import { useText } from '../../text/use-text.ts'
import { parsePattern } from './event-pattern.ts'
import type { FormState } from './form-state.ts'
import { PatternResults } from './pattern-results.tsx'
import { eventTypesIn } from './subscriptions.ts'

/** The event pattern that bodies must match, and what it says of samples and recent events. */
export function PatternField({ draft, set, errors }: FormState) {
  const { common, webhookForm: text } = useText()
  const trial = useTryFilter()
  const pattern = parsePattern(draft.filter)
  const events = eventTypesIn(draft.subscriptions)
  const error = pattern === undefined ? text.filterInvalid : errors.at('filter')
  return (
    <FormField
      stretch
      data-invalid={error !== undefined}
      label={
        <>
          {text.filter} <i>– {common.optional}</i>
        </>
      }
      description={text.filterHint}
      errorText={error}
    >
      <SpaceBetween size="xs">
        <Textarea
          value={draft.filter}
          rows={Math.min(16, Math.max(4, draft.filter.split('\n').length + 1))}
          spellcheck={false}
          disableBrowserAutocorrect
          placeholder={'{ "resource": { "content": { "status": ["ACTIVE"] } } }'}
          onChange={({ detail }) => {
            trial.reset()
            set({ filter: detail.value })
          }}
        />
        <Button
          formAction="none"
          loading={trial.isPending}
          disabled={!pattern || events.length === 0}
          onClick={() => pattern && trial.mutate({ filter: pattern, events })}
        >
          {text.tryFilter}
        </Button>
        <PatternResults trial={trial} />
      </SpaceBetween>
    </FormField>
  )
}
