import FormField from '@cloudscape-design/components/form-field'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'

import { nameOf, useAllWebhooks } from '../api/webhook-names.ts'
import type { WebhookView } from '../api/views.ts'
import { Loaded } from '../shared/loaded.tsx'
import { useText } from '../text/use-text.ts'
import { Recover } from './recover.tsx'
import type { Wish } from './defaults.ts'

type Props = { webhook: string | undefined; wish: Wish }

/** Recovers deliveries of a webhook that is chosen here, at first the given one. */
export function ChooseAndRecover({ webhook, wish }: Props) {
  const [id, setId] = useState(webhook)
  const webhooks = useAllWebhooks()
  return (
    <Loaded query={webhooks}>
      {(all) => {
        const chosen = all.find((one) => one.id === id)
        return (
          <SpaceBetween size="m">
            <WhichWebhook all={all} id={id} choose={setId} />
            {chosen && <Recover key={chosen.id} webhook={chosen} wish={wish} />}
          </SpaceBetween>
        )
      }}
    </Loaded>
  )
}

/** With more of them than this one would rather search. */
const fewWebhooks = 8

type WhichProps = {
  all: readonly WebhookView[]
  id: string | undefined
  choose: (id: string | undefined) => void
}

function WhichWebhook({ all, id, choose }: WhichProps) {
  const { recover: text } = useText()
  const options = all.map((one) => ({ value: one.id, label: nameOf(one), description: one.url }))
  return (
    <FormField label={text.webhook}>
      <Select
        filteringType={options.length > fewWebhooks ? 'auto' : 'none'}
        placeholder={text.chooseWebhook}
        options={options}
        selectedOption={options.find(({ value }) => value === id) ?? null}
        onChange={({ detail }) => choose(detail.selectedOption.value)}
      />
    </FormField>
  )
}
