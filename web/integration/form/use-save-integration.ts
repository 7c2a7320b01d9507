import { useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'

import { type FieldError, fieldErrorsOf } from '../../api/api-error.ts'
import { errorAt } from '../../shared/field-error.ts'
import { focusFirstInvalid } from '../../shared/focus-first-invalid.ts'
import { notify } from '../../shared/notify.ts'
import { useOneAtATime } from '../../shared/one-at-a-time.ts'
import type { DraftState } from '../../shared/use-draft.ts'
import { useIsMounted } from '../../shared/use-is-mounted.ts'
import { useText } from '../../text/use-text.ts'
import { type Draft, validateDraft } from './draft.ts'

type Failure = { errors: readonly FieldError[]; otherError?: unknown }

const none: Failure = { errors: [] }

/** Saves the draft. Otherwise its errors, the first of which gets the focus. */
export function useSaveIntegration(
  { draft, markClean }: DraftState<Draft>,
  save: (draft: Draft) => Promise<string>,
) {
  const { integrationForm: text } = useText()
  const navigate = useNavigate()
  const { failure, setFailure, fail, form } = useFailure()
  const [isSaving, setIsSaving] = useState(false)
  const isMounted = useIsMounted()
  const once = useOneAtATime()

  const trySave = async () => {
    setIsSaving(true)
    try {
      const next = await save(draft)
      markClean()
      notify({ type: 'success', content: text.saved })
      if (isMounted()) void navigate(next)
      return true
    } catch (error) {
      const errors = fieldErrorsOf(error)
      fail(errors.length > 0 ? { errors } : { errors, otherError: error })
      return false
    } finally {
      setIsSaving(false)
    }
  }
  const submit = () => {
    const errors = validateDraft(draft, text)
    if (errors.length > 0) {
      fail({ errors })
      return
    }
    setFailure(none)
    once((done) => void trySave().then(done))
  }
  return {
    ...failure,
    form,
    submit,
    isSaving,
    hasFailed: failure.errors.length > 0 || failure.otherError !== undefined,
    errorAt: (field: string) => errorAt(failure.errors, field),
    /** Changing a field clears its errors; `urls` are the endpoints of the API. */
    clear: (changed: readonly string[]) => {
      const fields = changed.map((field) => (field === 'urls' ? 'endpoints' : field))
      const rest = failure.errors.filter(({ path }) => !fields.includes(path.split('.')[0] ?? ''))
      setFailure({ ...failure, errors: rest })
    },
  }
}

/** The last failure. Each one moves the focus; a corrected field does not. */
function useFailure() {
  const [failure, setFailure] = useState(none)
  const [failures, setFailures] = useState(0)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (failures > 0) focusFirstInvalid(form.current)
  }, [failures])
  const fail = (next: Failure) => {
    setFailure(next)
    setFailures((before) => before + 1)
  }
  return { failure, setFailure, fail, form }
}
