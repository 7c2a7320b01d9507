import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'

import { useChangeWebhook } from '../../api/change-webhooks.ts'
import type { SuggestionView, WebhookView } from '../../api/views.ts'
import { ErrorAlert } from '../../shared/error-alert.tsx'
import { useText } from '../../text/use-text.ts'

type Props = { webhook: WebhookView; suggestion: SuggestionView }

/** A setting that would make the test succeed, and a button that saves it. */
export function Suggestion({ webhook, suggestion }: Props) {
  const { webhookDetail: text } = useText()
  const { mutate, isPending, isSuccess, error } = useChangeWebhook()
  const { clientAuthentication } = suggestion
  if (isSuccess) return <Alert type="success">{text.suggestionUsed}</Alert>
  const use = () => mutate({ webhook, change: { clientAuthentication } })
  return (
    <>
      <Alert
        type="info"
        action={
          <Button loading={isPending} onClick={use}>
            {text.useSuggestion}
          </Button>
        }
      >
        {text.suggestions[clientAuthentication]}
      </Alert>
      <ErrorAlert error={error} />
    </>
  )
}
