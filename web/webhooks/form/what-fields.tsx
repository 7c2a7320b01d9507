import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { useText } from '../../text/use-text.ts'
import { ActionsField } from './actions-field.tsx'
import type { FormState } from './form-state.ts'
import { hasCredential } from './credential-in-url.ts'
import { ResourceField } from './resource-field.tsx'
import { TextField } from './text-field.tsx'

/** Where which notifications are sent. */
export function WhatFields(state: FormState) {
  const { webhookForm } = useText()
  const { draft, set, errors } = state
  return (
    <Container header={<Header variant="h2">{webhookForm.what}</Header>}>
      <SpaceBetween size="l">
        <TextField
          label={webhookForm.url}
          hint={webhookForm.urlHint}
          placeholder="https://crm.example.com/hooks"
          value={draft.url}
          error={errors.at('url')}
          warning={hasCredential(draft.url) ? webhookForm.urlWarning : undefined}
          onChange={(url) => set({ url })}
        />
        <ResourceField {...state} />
        <ActionsField {...state} />
      </SpaceBetween>
    </Container>
  )
}
