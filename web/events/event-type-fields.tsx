import FormField from '@cloudscape-design/components/form-field'
import RadioGroup from '@cloudscape-design/components/radio-group'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'

import type { ResourceView, WebhookView } from '../api/views.ts'
import { useText } from '../text/use-text.ts'
import { subscribersOf } from './draft.ts'
import type { usePublishForm } from './use-publish-form.ts'

type PublishFormState = ReturnType<typeof usePublishForm>
type Props = Pick<
  PublishFormState,
  'draft' | 'resource' | 'choose' | 'chooseAction' | 'errorAt'
> & {
  resources: readonly ResourceView[]
  webhooks: readonly WebhookView[]
}

/** The resource, and one of the actions that it supports. */
export function EventTypeFields({ resources, webhooks, draft, resource, ...rest }: Props) {
  const { events: text } = useText()
  const { choose, chooseAction, errorAt } = rest
  const { type, action: chosenAction } = draft
  const matching = subscribersOf({ type, action: chosenAction }, webhooks)
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
        constraintText={text.matching(matching.length)}
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
