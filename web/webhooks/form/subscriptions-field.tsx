import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { useText } from '../../text/use-text.ts'
import { ActionsField } from './actions-field.tsx'
import type { FormState, SubscriptionState } from './form-state.ts'
import { ResourceField } from './resource-field.tsx'
import { emptySubscription, everyResource, type SubscriptionDraft } from './subscriptions.ts'

/** The resources with their actions: one, or several below each other. */
export function SubscriptionsField({ draft: { subscriptions }, set, errors }: FormState) {
  const { webhookForm } = useText()
  const taken = subscriptions.map(({ resource }) => resource)
  const change = (index: number, subscription: SubscriptionDraft) => {
    const isEvery = subscription.resource === everyResource
    set({ subscriptions: isEvery ? [subscription] : subscriptions.with(index, subscription) })
  }
  const remove = (index: number) => {
    set({ subscriptions: subscriptions.toSpliced(index, 1) })
  }
  const add = () => {
    set({ subscriptions: [...subscriptions, emptySubscription] })
  }
  return (
    <SpaceBetween size="l">
      {subscriptions.map((subscription, index) => (
        <Subscription
          key={subscription.resource || `empty-${index}`}
          subscription={subscription}
          taken={taken}
          errorAt={(field) =>
            errors.at(`subscriptions.${index}.${field}`) ??
            (subscriptions.length === 1 ? errors.at(field) : undefined)
          }
          onChange={(changed) => {
            change(index, changed)
          }}
          onRemove={
            subscriptions.length === 1
              ? undefined
              : () => {
                  remove(index)
                }
          }
        />
      ))}
      {!taken.includes(everyResource) && (
        <FormField errorText={errors.at('events')} data-invalid={errors.at('events') !== undefined}>
          <Button iconName="add-plus" formAction="none" onClick={add}>
            {webhookForm.addResource}
          </Button>
        </FormField>
      )}
    </SpaceBetween>
  )
}

type Props = SubscriptionState & { onRemove: (() => void) | undefined }

function Subscription({ onRemove, ...props }: Props) {
  const { webhookForm } = useText()
  return (
    <SpaceBetween size="s">
      <ResourceField {...props} />
      {props.subscription.resource !== everyResource && <ActionsField {...props} />}
      {onRemove && (
        <Button iconName="remove" variant="inline-link" formAction="none" onClick={onRemove}>
          {webhookForm.removeResource}
        </Button>
      )}
    </SpaceBetween>
  )
}
