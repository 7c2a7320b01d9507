import { useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'

import { type FieldError, fieldErrorsOf } from '../../api/api-error.ts'
import { errorAt } from '../../shared/field-error.ts'
import { notify } from '../../shared/notify.ts'
import { useOneAtATime } from '../../shared/one-at-a-time.ts'
import type { DraftState } from '../../shared/use-draft.ts'
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
  const [failure, setFailure] = useState(none)
  const [isSaving, setIsSaving] = useState(false)
  const form = useFocusOnFailure(failure)
  const once = useOneAtATime()

  const trySave = async () => {
    setIsSaving(true)
    try {
      const next = await save(draft)
      markClean()
      notify({ type: 'success', content: text.saved })
      void navigate(next)
      return true
    } catch (error) {
      const errors = fieldErrorsOf(error)
      setFailure(errors.length > 0 ? { errors } : { errors, otherError: error })
      return false
    } finally {
      setIsSaving(false)
    }
  }
  const submit = () => {
    const errors = validateDraft(draft, text)
    setFailure({ errors })
    if (errors.length === 0) once((done) => void trySave().then(done))
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

function useFocusOnFailure({ errors }: Failure) {
  const form = useRef<HTMLFormElement>(null)
  const count = errors.length
  useEffect(() => {
    if (count === 0) return
    const field = form.current?.querySelector('[data-invalid=true]')
    const control = field?.querySelector<HTMLElement>('input, button, textarea')
    control?.scrollIntoView({ block: 'center' })
    control?.focus({ preventScroll: true })
  }, [count])
  return form
}
