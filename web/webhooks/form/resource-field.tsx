import FormField from '@cloudscape-design/components/form-field'
import Select from '@cloudscape-design/components/select'

import { useResources } from '../../api/resources.ts'
import type { ResourceView } from '../../api/views.ts'
import { useText } from '../../text/use-text.ts'
import { everyResource } from './subscriptions.ts'
import type { SubscriptionState } from './form-state.ts'

/** The resources that are not taken, with their actions and notes; last of all, every event. */
export function ResourceField(props: SubscriptionState) {
  const { subscription, taken, errorAt, onChange } = props
  const { common, webhookForm } = useText()
  const resources = useResources()
  const free = (resources.data ?? []).filter(
    ({ type }) => type === subscription.resource || !taken.includes(type),
  )
  const every = { value: everyResource, label: webhookForm.everyResource }
  const options = [...free.map(optionOf), ...(resources.data === undefined ? [] : [every])]
  const chosen = resources.data?.find(({ type }) => type === subscription.resource)
  const choose = (value: string) => {
    const found = resources.data?.find(({ type }) => type === value)
    const actions = subscription.actions.filter((one) =>
      found?.actions.some(({ action }) => action === one),
    )
    onChange({ resource: found?.type ?? everyResource, actions })
  }
  return (
    <FormField
      data-invalid={errorAt('resource') !== undefined}
      label={webhookForm.resource}
      description={webhookForm.resourceHint}
      errorText={errorAt('resource')}
      constraintText={chosen?.notes}
    >
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === subscription.resource) ?? null}
        placeholder={webhookForm.chooseResource}
        filteringType="auto"
        triggerVariant="label"
        statusType={statusOf(resources)}
        loadingText={common.loading}
        recoveryText={common.tryAgain}
        onLoadItems={() => void (resources.isError && resources.refetch())}
        onChange={({ detail }) => choose(detail.selectedOption.value ?? everyResource)}
      />
    </FormField>
  )
}

function optionOf({ type, name, actions, notes }: ResourceView) {
  const supported = actions.map((action) => action.name).join(', ')
  return {
    value: type,
    label: name,
    labelTag: supported,
    ...(notes !== '' && { description: notes }),
  }
}

function statusOf({ isPending, isError }: { isPending: boolean; isError: boolean }) {
  if (isError) return 'error'
  return isPending ? 'loading' : 'finished'
}
