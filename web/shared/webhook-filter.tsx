import { nameOf, useAllWebhooks } from '../api/webhook-names.ts'
import { useText } from '../text/use-text.ts'
import { Choice } from './filter-select.tsx'

type Props = { value: string; onChange: (id: string) => void }

/** One webhook, by its name, that narrows a list; one that has no name here by its id. */
export function WebhookChoice({ value, onChange }: Props) {
  const { log: text } = useText()
  const { data: webhooks = [] } = useAllWebhooks()
  const options = webhooks.map((one) => ({ value: one.id, label: nameOf(one) }))
  const isKnown = value === '' || options.some((option) => option.value === value)
  return (
    <Choice
      label={text.webhook}
      all={text.anyWebhook}
      options={isKnown ? options : [...options, { value, label: value }]}
      value={value}
      onChange={onChange}
    />
  )
}
