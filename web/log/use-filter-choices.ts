import type { PropertyFilterProps } from '@cloudscape-design/components/property-filter'

import type { LogFilterName } from '../api/log-page.ts'
import { useResources } from '../api/resources.ts'
import { shortWebhookName, shortWebhookUrl, useAllWebhooks } from '../api/webhook-names.ts'
import { shortReason } from '../shared/reason.ts'
import { type Text, useText } from '../text/use-text.ts'
import { chosenFilters, typedFilters } from './filter-tokens.ts'

type Option = PropertyFilterProps.FilteringOption & { propertyKey: LogFilterName; value: string }

/** What the filter bar offers: its filters, and the values to choose from. */
export function useFilterChoices() {
  const text = useText()
  const options = [...useWebhookOptions(), ...useTypeOptions(text), ...fixedOptions(text)]
  const labels = new Map(options.map((one) => [`${one.propertyKey} ${one.value}`, one.label]))
  const labelOf = (name: LogFilterName) => (value: string) =>
    labels.get(`${name} ${value}`) ?? shortReason(value)
  const properties = [
    ...chosenFilters.map((name) => chosen(name, text, labelOf(name))),
    ...typedFilters.map((name) => typed(name, text, labelOf(name))),
  ]
  return { properties, options }
}

type Property = PropertyFilterProps.FilteringProperty

function chosen(key: LogFilterName, { log }: Text, labelOf: (value: string) => string): Property {
  const format = (values: unknown) => [values].flat().map(String).map(labelOf).join(', ')
  const operators = [{ operator: '=', tokenType: 'enum' as const, format }]
  return { key, ...log.filters[key], operators }
}

function typed(key: LogFilterName, { log }: Text, labelOf: (value: string) => string): Property {
  const operators = [{ operator: '=', format: (value: unknown) => labelOf(String(value)) }]
  return { key, ...log.filters[key], operators }
}

/** By name, then by URL. */
function useWebhookOptions(): Option[] {
  const { data: webhooks = [] } = useAllWebhooks()
  return webhooks.map((webhook) => {
    const url = shortWebhookUrl(webhook)
    return {
      propertyKey: 'webhook',
      value: webhook.id,
      label: shortWebhookName(webhook),
      ...(url !== undefined && { tags: [url] }),
    }
  })
}

function useTypeOptions({ log }: Text): Option[] {
  const { data: resources = [] } = useResources()
  const actions = new Map(
    resources.flatMap((one) => one.actions.map(({ action, name }) => [action as string, name])),
  )
  return [
    ...resources.flatMap(({ type, name, actions: own }) =>
      own.map((action) => ({
        propertyKey: 'eventType' as const,
        value: `${type}.${action.action}`.toLowerCase(),
        label: log.eventTitle(name, action.name),
      })),
    ),
    ...resources.map(({ type, name }) => ({
      propertyKey: 'resource' as const,
      value: type,
      label: name,
    })),
    ...[...actions].map(([value, label]) => ({ propertyKey: 'action' as const, value, label })),
  ]
}

/** The most frequent ones; any other can be typed. */
const statusCodes = ['400', '401', '403', '404', '410', '429', '500', '502', '503', '504']

function fixedOptions({ log, delivery }: Text): Option[] {
  const statuses = Object.entries(delivery.statuses)
  const reasons = Object.entries(log.reasons)
  return [
    ...statuses.map(([value, label]) => ({ propertyKey: 'status' as const, value, label })),
    ...reasons.map(([value, label]) => ({ propertyKey: 'reason' as const, value, label })),
    ...statusCodes.map((value) => ({ propertyKey: 'statusCode' as const, value })),
  ]
}
