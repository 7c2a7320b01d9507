import { useState } from 'react'
import { useNavigate } from 'react-router'

import { conflictOf, type FieldError, fieldErrorsOf } from '../../api/api-error.ts'
import { notify } from '../../shared/notify.ts'
import { useIsThere } from '../../shared/use-is-mounted.ts'
import type { KeptDraft } from '../../shared/use-draft.ts'
import { useOneAtATime } from '../../shared/one-at-a-time.ts'
import { inWords } from '../../shared/error-alert.tsx'
import { useText } from '../../text/use-text.ts'
import { faultsOf } from './body.ts'
import type { Draft } from './draft.ts'
import { standAtFields } from './field-errors.ts'

/** Why nothing was saved: what stands at fields, and what does not. */
export type Refused = {
  errors: readonly FieldError[]
  conflictsWith?: string | undefined
  problem?: unknown
}

type Needs = {
  /** Saves it, and says where to go then. */
  save: (draft: Draft) => Promise<string>
  /** Told what was refused, and why. */
  refuse: (refused: Refused) => void
}

/** Saves the draft unless it is wrong, and goes on from there if nobody went elsewhere meanwhile. */
export function useSave({ draft, settle }: KeptDraft<Draft>, { save, refuse }: Needs) {
  const text = useText()
  const navigate = useNavigate()
  const isThere = useIsThere()
  const [isSaving, setIsSaving] = useState(false)
  const once = useOneAtATime()

  const send = async () => {
    setIsSaving(true)
    try {
      const next = await save(draft)
      settle()
      if (isThere()) void navigate(next)
      return true
    } catch (error) {
      if (isThere()) refuse(refusalOf(error))
      else notify({ type: 'error', content: notSaved(error) })
      return false
    } finally {
      setIsSaving(false)
    }
  }
  const notSaved = (error: unknown) => text.webhooks.notSaved(draft.url, inWords(error, text))
  const submit = () => {
    const errors = faultsOf(draft, text.webhookForm)
    refuse({ errors })
    if (errors.length === 0) once((done) => void send().then(done))
  }
  return { submit, isSaving }
}

/** What is said of an error where: at fields, if it is about them. */
function refusalOf(error: unknown): Refused {
  const errors = fieldErrorsOf(error)
  if (errors.length > 0 && standAtFields(errors)) return { errors }
  const conflictsWith = conflictOf(error)
  return conflictsWith === undefined ? { errors, problem: error } : { errors, conflictsWith }
}
