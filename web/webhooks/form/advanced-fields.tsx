import Checkbox from '@cloudscape-design/components/checkbox'
import ColumnLayout from '@cloudscape-design/components/column-layout'
import ExpandableSection from '@cloudscape-design/components/expandable-section'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { useText } from '../../text/use-text.ts'
import { CertificateFields } from './certificate-fields.tsx'
import { PatternField } from './pattern-field.tsx'
import type { FormState } from './form-state.ts'
import { PayloadFields } from './payload-fields.tsx'
import { HeadersField } from './headers-field.tsx'
import { SignaturesField } from './signatures-field.tsx'
import { TextField } from '../../shared/text-field.tsx'

type Props = FormState & { isOpen: boolean; onOpen: (isOpen: boolean) => void }

/** Settings that most webhooks leave at their defaults. */
export function AdvancedFields({ isOpen, onOpen, ...state }: Props) {
  const { webhookForm } = useText()
  return (
    <ExpandableSection
      variant="container"
      expanded={isOpen}
      onChange={({ detail }) => onOpen(detail.expanded)}
      headerText={webhookForm.advanced}
      headerDescription={webhookForm.advancedExplained}
    >
      <SpaceBetween size="l">
        <PatternField {...state} />
        <RetrySchedule {...state} />
        <NumberFields {...state} />
        {state.draft.place === 'url' && <StatusFields {...state} />}
        <OrderingField {...state} />
        {state.draft.place === 'url' && <HeadersField {...state} />}
        <PayloadFields {...state} />
        {state.draft.place !== 'eventBus' && <SignaturesField {...state} />}
        {state.draft.place === 'url' && <CertificateFields {...state} />}
      </SpaceBetween>
    </ExpandableSection>
  )
}

function RetrySchedule({ draft, set, errors }: FormState) {
  const { webhookForm } = useText()
  return (
    <SpaceBetween size="xs">
      {!draft.triesOnce && (
        <TextField
          isOptional
          label={webhookForm.retrySchedule}
          hint={webhookForm.retryScheduleHint}
          value={draft.retryWaits}
          error={errors.at('retryWaitsSeconds')}
          onChange={(retryWaits) => set({ retryWaits })}
        />
      )}
      <Checkbox
        checked={draft.triesOnce}
        onChange={({ detail }) => set({ triesOnce: detail.checked })}
      >
        {webhookForm.noRetries}
      </Checkbox>
    </SpaceBetween>
  )
}

function NumberFields({ draft, set, errors }: FormState) {
  const { webhookForm } = useText()
  const fields = [
    { name: 'timeLimitSeconds', path: 'timeLimitSeconds', text: 'timeLimit' },
    { name: 'perSecond', path: 'limits.perSecond', text: 'rateLimit' },
    { name: 'inFlight', path: 'limits.inFlight', text: 'concurrency' },
  ] as const
  return (
    <ColumnLayout columns={3}>
      {fields.map(({ name, path, text }) => (
        <TextField
          key={name}
          isOptional
          label={webhookForm[text]}
          hint={webhookForm[`${text}Hint`]}
          value={draft[name]}
          error={errors.at(path)}
          onChange={(value) => set({ [name]: value })}
        />
      ))}
    </ColumnLayout>
  )
}

function OrderingField({ draft, set }: FormState) {
  const { webhookForm } = useText()
  return (
    <Checkbox
      checked={draft.isOrdered}
      description={webhookForm.orderingHint}
      onChange={({ detail }) => set({ isOrdered: detail.checked })}
    >
      {webhookForm.ordering}
    </Checkbox>
  )
}

function StatusFields({ draft, set, errors }: FormState) {
  const { webhookForm } = useText()
  const fields = ['acceptedStatuses', 'finalStatuses'] as const
  return (
    <ColumnLayout columns={2}>
      {fields.map((name) => (
        <TextField
          key={name}
          isOptional
          label={webhookForm[name]}
          hint={webhookForm[`${name}Hint`]}
          value={draft[name]}
          error={errors.at(name)}
          onChange={(value) => set({ [name]: value })}
        />
      ))}
    </ColumnLayout>
  )
}
