import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'

import type { WebhookView } from '../../api/views.ts'
import { useText } from '../../text/use-text.ts'
import { AuthenticationFields } from './authentication-fields.tsx'
import { replacementDraft } from './draft.ts'
import type { FormState } from './form-state.ts'

type Props = FormState & { webhook: WebhookView }

/** The stored authentication: unchanged, or replaced as a whole. */
export function StoredAuthentication({ webhook, draft, set, errors }: Props) {
  const { webhook: names, webhookForm } = useText()
  const { authentication } = draft
  const { type } = webhook.authentication
  const replace = () => set({ authentication: replacementDraft(webhook) })
  const error = errors.elsewhere.find(({ path }) => path === 'authentication')
  if (authentication !== undefined) {
    return (
      <AuthenticationFields
        authentication={authentication}
        set={(change) => set({ authentication: { ...authentication, ...change } })}
        errors={errors}
        actions={
          <Button formAction="none" onClick={() => set({ authentication: undefined })}>
            {webhookForm.keep}
          </Button>
        }
      />
    )
  }
  return (
    <Container
      data-invalid={error !== undefined}
      header={
        <Header
          variant="h2"
          actions={
            <Button formAction="none" onClick={replace}>
              {webhookForm.replace}
            </Button>
          }
        >
          {webhookForm.authentication}
        </Header>
      }
    >
      {type === 'NONE' ? webhookForm.storedNone : webhookForm.stored(names.authentication[type])}
      {error && <Box color="text-status-error">{error.message}</Box>}
    </Container>
  )
}
