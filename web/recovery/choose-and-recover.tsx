import Alert from '@cloudscape-design/components/alert'
import FormField from '@cloudscape-design/components/form-field'
import Multiselect from '@cloudscape-design/components/multiselect'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'

import type { WebhookView } from '../api/views.ts'
import { useAllWebhooks, webhookOption } from '../api/webhook-names.ts'
import { Loaded } from '../shared/loaded.tsx'
import { useText } from '../text/use-text.ts'
import type { RecoveryDefaults } from './defaults.ts'
import { RecoveryForm } from './form.tsx'
import { Recover } from './recover.tsx'

type Props = { webhooks: readonly string[]; defaults: RecoveryDefaults }

/** Chooses webhooks, then recovers their deliveries. */
export function ChooseAndRecover({ webhooks: given, defaults }: Props) {
  const [ids, setIds] = useState(given)
  const webhooks = useAllWebhooks()
  return (
    <Loaded query={webhooks}>
      {(all) => {
        const chosen = all.filter(({ id }) => ids.includes(id))
        const [first] = chosen
        return (
          <SpaceBetween size="m">
            <WebhooksField all={all} ids={ids} onChange={setIds} />
            {first !== undefined && chosen.length === 1 && (
              <Recover key={first.id} webhook={first} defaults={defaults} />
            )}
            {chosen.length > 1 && <RecoverSeveral webhooks={chosen} defaults={defaults} />}
          </SpaceBetween>
        )
      }}
    </Loaded>
  )
}

type SeveralProps = { webhooks: readonly WebhookView[]; defaults: RecoveryDefaults }

function RecoverSeveral({ webhooks, defaults }: SeveralProps) {
  const { recover: text } = useText()
  const enabled = webhooks.filter((one) => one.enabled).map(({ id }) => id)
  const disabledCount = webhooks.length - enabled.length
  return (
    <>
      {disabledCount > 0 && <Alert type="info">{text.disabledSeveral(disabledCount)}</Alert>}
      {enabled.length > 0 && (
        <RecoveryForm key={enabled.join(' ')} webhooks={enabled} defaults={defaults} />
      )}
    </>
  )
}

/** Longer lists get a search field. */
const maxWithoutSearch = 8

type FieldProps = {
  all: readonly WebhookView[]
  ids: readonly string[]
  onChange: (ids: readonly string[]) => void
}

function WebhooksField({ all, ids, onChange }: FieldProps) {
  const { recover: text } = useText()
  const options = all.map(webhookOption)
  return (
    <FormField label={text.webhooks}>
      <Multiselect
        filteringType={options.length > maxWithoutSearch ? 'auto' : 'none'}
        placeholder={text.chooseWebhooks}
        options={options}
        selectedOptions={options.filter(({ value }) => ids.includes(value))}
        enableSelectAll
        onChange={({ detail }) =>
          onChange(detail.selectedOptions.flatMap(({ value }) => value ?? []))
        }
      />
    </FormField>
  )
}
