import FormField from '@cloudscape-design/components/form-field'
import Select from '@cloudscape-design/components/select'

import { useResources } from '../../api/resources.ts'
import type { ResourceView } from '../../api/views.ts'
import { useText } from '../../text/use-text.ts'
import type { FormState } from './form-state.ts'

/** The resources with their actions and notes. */
export function ResourceField({ draft, set, errors }: FormState) {
  const { common, webhookForm } = useText()
  const resources = useResources()
  const options = (resources.data ?? []).map(optionOf)
  const chosen = resources.data?.find(({ type }) => type === draft.resource)
  const choose = (type: string) => {
    const supported = resources.data?.find((one) => one.type === type)?.actions ?? []
    const actions = draft.actions.filter((one) => supported.some(({ action }) => action === one))
    set({ resource: type, actions })
  }
  return (
    <FormField
      data-invalid={errors.at('resource') !== undefined}
      label={webhookForm.resource}
      description={webhookForm.resourceHint}
      errorText={errors.at('resource')}
      constraintText={chosen?.notes}
    >
      <Select
        options={options}
        selectedOption={options.find(({ value }) => value === draft.resource) ?? null}
        placeholder={webhookForm.chooseResource}
        filteringType="auto"
        triggerVariant="label"
        statusType={statusOf(resources)}
        loadingText={common.loading}
        recoveryText={common.tryAgain}
        onLoadItems={() => void (resources.isError && resources.refetch())}
        onChange={({ detail }) => choose(detail.selectedOption.value ?? '')}
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
