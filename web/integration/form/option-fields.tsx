import Checkbox from '@cloudscape-design/components/checkbox'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { TextField } from '../../shared/text-field.tsx'
import { useText } from '../../text/use-text.ts'
import { interactiveTypes } from '../endpoints.ts'
import type { FormState } from './form-state.ts'

export function OptionFields(state: FormState) {
  const { integration, integrationForm: text } = useText()
  const { draft, set, errorAt } = state
  return (
    <Container header={<Header variant="h2">{integration.settings}</Header>}>
      <SpaceBetween size="l">
        <Checkbox
          checked={draft.enabled}
          description={text.enabledHint}
          onChange={({ detail }) => set({ enabled: detail.checked })}
        >
          {integration.enabled}
        </Checkbox>
        <Interactive {...state} />
        <Checkbox
          checked={draft.upcomingInvoiceNotices}
          description={text.upcomingHint}
          onChange={({ detail }) => set({ upcomingInvoiceNotices: detail.checked })}
        >
          {integration.upcomingInvoiceNotices}
        </Checkbox>
        <TextField
          isOptional
          label={integration.notificationEmail}
          hint={text.emailHint}
          type="email"
          value={draft.notificationEmail}
          error={errorAt('notificationEmail')}
          onChange={(notificationEmail) => set({ notificationEmail })}
        />
        <TextField
          isOptional
          label={integration.timeLimit}
          hint={text.timeLimitHint}
          placeholder="5"
          value={draft.timeLimitSeconds}
          error={errorAt('timeLimitSeconds')}
          onChange={(timeLimitSeconds) => set({ timeLimitSeconds })}
        />
      </SpaceBetween>
    </Container>
  )
}

function Interactive({ draft: { interactive }, set, errorAt }: FormState) {
  const { integration, integrationForm: text } = useText()
  return (
    <FormField
      label={text.interactive}
      description={text.interactiveHint}
      errorText={errorAt('interactive')}
    >
      <SpaceBetween size="xs">
        {interactiveTypes.map((name) => (
          <Checkbox
            key={name}
            checked={interactive.includes(name)}
            onChange={({ detail }) => {
              const others = interactive.filter((one) => one !== name)
              set({ interactive: detail.checked ? [...others, name] : others })
            }}
          >
            {integration.endpointNames[name]}
          </Checkbox>
        ))}
      </SpaceBetween>
    </FormField>
  )
}
