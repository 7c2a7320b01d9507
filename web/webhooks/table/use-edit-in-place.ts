import { useState } from 'react'

import { useChangeWebhook } from '../../api/change-webhooks.ts'
import type { WebhookView } from '../../api/views.ts'
import { notify } from '../../app/notify.ts'
import { inWords } from '../../shared/problem-alert.tsx'
import { useText } from '../../text/use-text.ts'

type Refused = { id: string; column: string; value: string; because: string }

/** Saves a text that was edited where it stands; what the API does not take stays to be corrected. */
export function useEditInPlace() {
  const text = useText()
  const { mutateAsync } = useChangeWebhook()
  const [refused, setRefused] = useState<Refused>()

  const submit = async (webhook: WebhookView, column: string, value: string) => {
    try {
      await mutateAsync({ webhook, change: { [column]: value } })
      notify({ type: 'success', content: text.webhooks.saved(webhook.url) })
    } catch (error) {
      setRefused({ id: webhook.id, column, value, because: inWords(error, text) })
      throw error
    }
  }
  const refusal = (id: string, column: string, value: string | undefined) =>
    refused?.id === id && refused.column === column && refused.value === value
      ? refused.because
      : undefined
  return { submit, refusal }
}
