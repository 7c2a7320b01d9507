import FormField from '@cloudscape-design/components/form-field'
import RadioGroup from '@cloudscape-design/components/radio-group'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'

import type { ResourceView } from '../api/views.ts'
import { useText } from '../text/use-text.ts'
import type { useTry } from './use-try.ts'

type Try = ReturnType<typeof useTry>
type Props = Pick<Try, 'draft' | 'resource' | 'choose' | 'chooseAction' | 'errorAt'> & {
  resources: readonly ResourceView[]
}

/** Which resource, and what became of it: no more than it supports. */
export function WhatHappened({ resources, draft, resource, ...rest }: Props) {
  const { events: text } = useText()
  const { choose, chooseAction, errorAt } = rest
  const options = resources.map(({ type, name }) => ({ value: type, label: name }))
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
      <FormField label={text.action} errorText={errorAt('resourceAction')}>
        <RadioGroup
          direction="horizontal"
          value={draft.action}
          items={resource.actions.map(({ action, name }) => ({ value: action, label: name }))}
          onChange={({ detail }) => {
            const chosen = resource.actions.find(({ action }) => action === detail.value)
            if (chosen !== undefined) chooseAction(chosen.action)
          }}
        />
      </FormField>
    </SpaceBetween>
  )
}
