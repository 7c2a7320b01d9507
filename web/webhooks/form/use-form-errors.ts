import { useEffect, useRef, useState } from 'react'

import { focusFirstInvalid } from '../../shared/focus-first-invalid.ts'
import type { Draft } from './draft.ts'
import { hasAdvanced } from './field-errors.ts'
import { remainingErrors } from './remaining-errors.ts'
import type { SaveFailure } from './use-save.ts'

const none: SaveFailure = { errors: [] }

/** The errors of the form. A failed save reveals, scrolls to and focuses the first invalid field. */
export function useFormErrors() {
  const [failure, setFailure] = useState(none)
  const [isAdvancedOpen, setAdvancedOpen] = useState(false)
  const [count, setCount] = useState(0)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (count > 0) focusFirstInvalid(form.current)
  }, [count])
  return {
    ...failure,
    form,
    isAdvancedOpen,
    setAdvancedOpen,
    show: (next: SaveFailure) => {
      setFailure(next)
      if (hasAdvanced(next.errors)) setAdvancedOpen(true)
      setCount((before) => before + 1)
    },
    /** Changing a field clears its errors. */
    change: (before: Draft, after: Draft) => {
      setFailure(({ errors, conflictsWith, error }) => ({
        errors: remainingErrors(errors, before, after),
        conflictsWith: isSameTarget(before, after) ? conflictsWith : undefined,
        error,
      }))
    },
    clear: () => {
      setFailure(none)
    },
  }
}

function isSameTarget(one: Draft, other: Draft): boolean {
  return one.url === other.url && one.subscriptions === other.subscriptions
}
