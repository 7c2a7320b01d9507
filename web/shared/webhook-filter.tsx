import { useAllWebhooks, webhookOption } from '../api/webhook-names.ts'
import { useText } from '../text/use-text.ts'
import { FilterSelect } from './filter-select.tsx'

type Props = { value: string; onChange: (id: string) => void }

/** Filters a list by webhook. An unknown webhook is shown by its id. */
export function WebhookFilter({ value, onChange }: Props) {
  const { log: text } = useText()
  const { data: webhooks = [] } = useAllWebhooks()
  const options = webhooks.map(webhookOption)
  const isKnown = value === '' || options.some((option) => option.value === value)
  return (
    <FilterSelect
      label={text.webhook}
      all={text.anyWebhook}
      options={isKnown ? options : [...options, { value, label: value }]}
      value={value}
      onChange={onChange}
    />
  )
}
