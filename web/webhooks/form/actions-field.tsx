import Box from '@cloudscape-design/components/box'
import Checkbox from '@cloudscape-design/components/checkbox'
import FormField from '@cloudscape-design/components/form-field'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { useResources } from '../../api/resources.ts'
import type { Action } from '../../api/views.ts'
import { useText } from '../../text/use-text.ts'
import type { SubscriptionState } from './form-state.ts'

/** The actions of the chosen resource. */
export function ActionsField({ subscription, errorAt, onChange }: SubscriptionState) {
  const { webhookForm } = useText()
  const { data: resources = [] } = useResources()
  const supported = resources.find(({ type }) => type === subscription.resource)?.actions
  const check = (action: Action, isChecked: boolean) => {
    const others = subscription.actions.filter((one) => one !== action)
    const wanted = isChecked ? [...others, action] : others
    const inOrder = supported?.map((one) => one.action).filter((one) => wanted.includes(one))
    onChange({ ...subscription, actions: inOrder ?? [] })
  }
  return (
    <FormField
      data-invalid={errorAt('actions') !== undefined}
      label={webhookForm.actions}
      description={webhookForm.actionsHint}
      errorText={errorAt('actions')}
    >
      {supported === undefined ? (
        <Box color="text-status-inactive">{webhookForm.resourceFirst}</Box>
      ) : (
        <SpaceBetween direction="horizontal" size="l">
          {supported.map(({ action, name }) => (
            <Checkbox
              key={action}
              checked={subscription.actions.includes(action)}
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
