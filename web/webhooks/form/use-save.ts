import { useState } from 'react'
import { useNavigate } from 'react-router'

import { conflictOf, type FieldError, fieldErrorsOf } from '../../api/api-error.ts'
import { webhookName } from '../../api/webhook-names.ts'
import { toMessage } from '../../shared/error-alert.tsx'
import { notify } from '../../shared/notify.ts'
import { useOneAtATime } from '../../shared/one-at-a-time.ts'
import type { DraftState } from '../../shared/use-draft.ts'
import { useIsMounted } from '../../shared/use-is-mounted.ts'
import { useText } from '../../text/use-text.ts'
import { validateDraft } from './body.ts'
import type { Draft } from './draft.ts'
import { allAtFields } from './field-errors.ts'

/** The reason why a draft was not saved: errors of fields, a conflict, or another error. */
export type SaveFailure = {
  errors: readonly FieldError[]
  conflictsWith?: string | undefined
  error?: unknown
}

type SavePorts = {
  /** Saves the draft and resolves with the path to navigate to. */
  save: (draft: Draft) => Promise<string>
  onFailure: (failure: SaveFailure) => void
}

/** Validates and saves the draft. If the user has left the screen by then, shows only a message. */
export function useSave({ draft, markClean }: DraftState<Draft>, { save, onFailure }: SavePorts) {
  const text = useText()
  const navigate = useNavigate()
  const isMounted = useIsMounted()
  const [isSaving, setIsSaving] = useState(false)
  const once = useOneAtATime()

  const trySave = async () => {
    setIsSaving(true)
    try {
      const next = await save(draft)
      markClean()
      if (isMounted()) void navigate(next)
      return true
    } catch (error) {
      if (isMounted()) onFailure(saveFailureOf(error))
      else notify({ type: 'error', content: notSaved(error) })
      return false
    } finally {
      setIsSaving(false)
    }
  }
  const notSaved = (error: unknown) =>
    text.webhooks.notSaved(webhookName(draft), toMessage(error, text))
  const submit = () => {
    const errors = validateDraft(draft, text.webhookForm)
    onFailure({ errors })
    if (errors.length === 0) once((done) => void trySave().then(done))
  }
  return { submit, isSaving }
}

function saveFailureOf(error: unknown): SaveFailure {
  const errors = fieldErrorsOf(error)
  if (errors.length > 0 && allAtFields(errors)) return { errors }
  const conflictsWith = conflictOf(error)
  return conflictsWith === undefined ? { errors, error } : { errors, conflictsWith }
}
