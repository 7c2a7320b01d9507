import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import Link from '@cloudscape-design/components/link'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Toggle from '@cloudscape-design/components/toggle'

import { href, paths } from '../../common/paths.ts'
import { useText } from '../../text/use-text.ts'
import { AwsFields } from './aws-fields.tsx'
import type { FormState } from './form-state.ts'
import { NotifyField } from './notify-field.tsx'
import { PlaceField } from './place-field.tsx'
import { SubscriptionsField } from './subscriptions-field.tsx'
import { TextField } from '../../shared/text-field.tsx'

export function BasicFields({ isNew, ...state }: FormState & { isNew: boolean }) {
  const { webhookForm } = useText()
  const { draft, set, errors, conflictsWith } = state
  const conflict = conflictsWith !== undefined && <Conflict with={conflictsWith} />
  return (
    <Container header={<Header variant="h2">{webhookForm.endpoint}</Header>}>
      <SpaceBetween size="l">
        {isNew && <PlaceField {...state} />}
        {draft.place === 'url' ? (
          <TextField
            label={webhookForm.url}
            hint={draft.url.includes('=***') ? webhookForm.urlMasked : webhookForm.urlHint}
            placeholder="https://crm.example.com/hooks"
            value={draft.url}
            error={errors.at('url') ?? conflict}
            onChange={(url) => set({ url })}
          />
        ) : (
          <AwsFields {...state} place={draft.place} conflict={conflict} />
        )}
        <SubscriptionsField {...state} />
        <TextField
          isOptional
          label={webhookForm.description}
          hint={webhookForm.descriptionHint}
          value={draft.description}
          error={errors.at('description')}
          onChange={(description) => set({ description })}
        />
        <NotifyField {...state} />
        <Toggle
          checked={draft.enabled}
          description={webhookForm.enabledHint}
          onChange={({ detail }) => set({ enabled: detail.checked })}
        >
          {webhookForm.enabled}
        </Toggle>
      </SpaceBetween>
    </Container>
  )
}

function Conflict({ with: id }: { with: string }) {
  const { webhookForm } = useText()
  return (
    <>
      {webhookForm.conflict}{' '}
      <Link href={href(paths.webhook(id))} fontSize="inherit">
        {webhookForm.conflicting}
      </Link>
    </>
  )
}
