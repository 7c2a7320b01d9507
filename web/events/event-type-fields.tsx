import FormField from '@cloudscape-design/components/form-field'
import RadioGroup from '@cloudscape-design/components/radio-group'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'

import type { ResourceView, WebhookView } from '../api/views.ts'
import { useText } from '../text/use-text.ts'
import type { useTry } from './use-publish-form.ts'

type Try = ReturnType<typeof useTry>
type Props = Pick<Try, 'draft' | 'resource' | 'choose' | 'chooseAction' | 'errorAt'> & {
  resources: readonly ResourceView[]
  webhooks: readonly WebhookView[]
}

/** Which resource, and what became of it: no more than it supports. */
export function WhatHappened({ resources, webhooks, draft, resource, ...rest }: Props) {
  const { events: text } = useText()
  const { choose, chooseAction, errorAt } = rest
  const { type, action: chosen } = draft
  const wanting = webhooks.filter(
    (one) => one.enabled && one.resource === type && one.actions.includes(chosen),
  )
  const options = resources.map((one) => ({ value: one.type, label: one.name }))
  return (
    <SpaceBetween size="m">
      <FormField
        label={text.resource}
        description={resource.notes}
        errorText={errorAt('resource.type')}
      >
        <Select
          options={options}
          selectedOption={options.find(({ value }) => value === draft.type) ?? null}
          onChange={({ detail }) => choose(detail.selectedOption.value ?? '')}
        />
      </FormField>
      <FormField
        label={text.action}
        errorText={errorAt('resourceAction')}
        constraintText={text.wanted(wanting.length)}
      >
        <RadioGroup
          direction="horizontal"
          value={draft.action}
          items={resource.actions.map(({ action, name }) => ({ value: action, label: name }))}
          onChange={({ detail }) => {
            const found = resource.actions.find(({ action }) => action === detail.value)
            if (found !== undefined) chooseAction(found.action)
          }}
        />
      </FormField>
    </SpaceBetween>
  )
}
