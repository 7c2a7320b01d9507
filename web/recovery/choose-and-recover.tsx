import FormField from '@cloudscape-design/components/form-field'
import Select from '@cloudscape-design/components/select'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'

import type { WebhookView } from '../api/views.ts'
import { useAllWebhooks, webhookOption } from '../api/webhook-names.ts'
import { Loaded } from '../shared/loaded.tsx'
import { useText } from '../text/use-text.ts'
import type { RecoveryDefaults } from './defaults.ts'
import { Recover } from './recover.tsx'

type Props = { webhook: string | undefined; defaults: RecoveryDefaults }

/** Chooses a webhook, then recovers its deliveries. */
export function ChooseAndRecover({ webhook, defaults }: Props) {
  const [id, setId] = useState(webhook)
  const webhooks = useAllWebhooks()
  return (
    <Loaded query={webhooks}>
      {(all) => {
        const chosen = all.find((one) => one.id === id)
        return (
          <SpaceBetween size="m">
            <WebhookField all={all} id={id} onChange={setId} />
            {chosen && <Recover key={chosen.id} webhook={chosen} defaults={defaults} />}
          </SpaceBetween>
        )
      }}
    </Loaded>
  )
}

/** Longer lists get a search field. */
const maxWithoutSearch = 8

type FieldProps = {
  all: readonly WebhookView[]
  id: string | undefined
  onChange: (id: string | undefined) => void
}

function WebhookField({ all, id, onChange }: FieldProps) {
  const { recover: text } = useText()
  const options = all.map(webhookOption)
  return (
    <FormField label={text.webhook}>
      <Select
        filteringType={options.length > maxWithoutSearch ? 'auto' : 'none'}
        placeholder={text.chooseWebhook}
        options={options}
        selectedOption={options.find(({ value }) => value === id) ?? null}
        onChange={({ detail }) => onChange(detail.selectedOption.value)}
      />
    </FormField>
  )
}
