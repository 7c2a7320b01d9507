import { useState } from 'react'

import { useChangeWebhook } from '../../api/change-webhooks.ts'
import { fieldErrorsOf, statusOf } from '../../api/api-error.ts'
import type { WebhookView } from '../../api/views.ts'
import { notify } from '../../shared/notify.ts'
import { useIsThere } from '../../shared/use-is-mounted.ts'
import { inWords } from '../../shared/error-alert.tsx'
import { type Text, useText } from '../../text/use-text.ts'
import { errorsAt } from '../form/field-errors.ts'
import { typing as typingInPlace } from './inline-edit-state.ts'

type Refused = { id: string; column: string; value: string; reason: string }

/** Saves a text that was edited where it stands; what the API does not take stays to be corrected. */
export function useEditInPlace() {
  const text = useText()
  const { mutateAsync } = useChangeWebhook()
  const isThere = useIsThere()
  const [refused, setRefused] = useState<Refused>()
  const [typing] = useState(typingInPlace)

  const submit = async (webhook: WebhookView, column: string, value: string) => {
    typing.is(false) // while it is being saved, it is not lost
    try {
      await mutateAsync({ webhook, change: { [column]: value } })
      notify({ type: 'success', content: text.webhooks.saved(webhook.url), about: webhook.id })
    } catch (error) {
      const reason = becauseOf(error, column, text)
      if (isThere()) typing.is(true)
      else {
        const content = text.webhooks.notSaved(webhook.url, reason)
        notify({ type: 'error', content, about: webhook.id })
      }
      setRefused({ id: webhook.id, column, value, reason })
      throw error
    }
  }
  const refusal = (id: string, column: string, value: string | undefined) =>
    refused?.id === id && refused.column === column && refused.value === value
      ? refused.reason
      : undefined
  return { submit, refusal, typing }
}

/** What is wrong with the cell, if it is that; else what is wrong. */
function becauseOf(error: unknown, column: string, text: Text): string {
  if (statusOf(error) === 409) return text.webhookForm.conflict
  const { at, elsewhere } = errorsAt(fieldErrorsOf(error))
  const others = elsewhere.map(({ path, message }) => text.webhooks.wrongElsewhere(path, message))
  return at(column) ?? (others.length > 0 ? others.join('; ') : inWords(error, text))
}
