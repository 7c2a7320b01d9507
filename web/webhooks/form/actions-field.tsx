import Box from '@cloudscape-design/components/box'
import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { useResources } from '../../api/resources.ts'
import type { Action } from '../../api/views.ts'
import { useText } from '../../text/use-text.ts'
import type { FormState } from './form-state.ts'

/** The actions of the chosen resource. */
export function ActionsField({ draft, set, errors }: FormState) {
  const { webhookForm } = useText()
  const { data: resources = [] } = useResources()
  const supported = resources.find(({ type }) => type === draft.resource)?.actions
  const check = (action: Action, isChecked: boolean) => {
    const others = draft.actions.filter((one) => one !== action)
    const wanted = isChecked ? [...others, action] : others
    const inOrder = supported?.map((one) => one.action).filter((one) => wanted.includes(one))
    set({ actions: inOrder ?? [] })
  }
  return (
    <FormField
      data-invalid={errors.at('actions') !== undefined}
      label={webhookForm.actions}
      description={webhookForm.actionsHint}
      errorText={errors.at('actions')}
    >
      {supported === undefined ? (
        <Box color="text-status-inactive">{webhookForm.resourceFirst}</Box>
      ) : (
        <SpaceBetween direction="horizontal" size="l">
          {supported.map(({ action, name }) => (
            <Checkbox
              key={action}
              checked={draft.actions.includes(action)}
              onChange={({ detail }) => check(action, detail.checked)}
            >
              {name}
            </Checkbox>
          ))}
        </SpaceBetween>
      )}
    </FormField>
  )
}
