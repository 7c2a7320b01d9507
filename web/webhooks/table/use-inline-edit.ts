import { useState } from 'react'

import { fieldErrorsOf, statusOf } from '../../api/api-error.ts'
import { useChangeWebhook } from '../../api/change-webhooks.ts'
import type { WebhookView } from '../../api/views.ts'
import { webhookName } from '../../api/webhook-names.ts'
import { toMessage } from '../../shared/error-alert.tsx'
import { notify } from '../../shared/notify.ts'
import { useIsMounted } from '../../shared/use-is-mounted.ts'
import { type Text, useText } from '../../text/use-text.ts'
import { fieldErrors } from '../form/field-errors.ts'
import { inlineEditState } from './inline-edit-state.ts'

type RejectedEdit = { id: string; column: string; value: string; message: string }

/** Saves a text that was edited in its cell. A rejected value stays in the cell for correction. */
export function useInlineEdit() {
  const text = useText()
  const { mutateAsync } = useChangeWebhook()
  const isMounted = useIsMounted()
  const [rejected, setRejected] = useState<RejectedEdit>()
  const [state] = useState(inlineEditState)

  const submit = async (webhook: WebhookView, column: string, value: string) => {
    state.setDirty(false) // while it is being saved, nothing can be lost
    try {
      const saved = await mutateAsync({ webhook, change: { [column]: value } })
      const content = text.webhooks.saved(webhookName(saved))
      notify({ type: 'success', content, about: webhook.id })
    } catch (error) {
      const message = messageOf(error, column, text)
      if (isMounted()) state.setDirty(true)
      else {
        const content = text.webhooks.notSaved(webhookName(webhook), message)
        notify({ type: 'error', content, about: webhook.id })
      }
      setRejected({ id: webhook.id, column, value, message })
      throw error
    }
  }
  const errorOf = (id: string, column: string, value: string | undefined) =>
    rejected?.id === id && rejected.column === column && rejected.value === value
      ? rejected.message
      : undefined
  return { submit, errorOf, state }
}

/** The errors of the cell; otherwise those of other fields, or of the request. */
function messageOf(error: unknown, column: string, text: Text): string {
  if (statusOf(error) === 409) return text.webhookForm.conflict
  const { at, elsewhere } = fieldErrors(fieldErrorsOf(error))
  const others = elsewhere.map(({ path, message }) => text.webhooks.wrongElsewhere(path, message))
  return at(column) ?? (others.length > 0 ? others.join('; ') : toMessage(error, text))
}
