import { useEffect, useRef, useState } from 'react'

import type { Draft } from './draft.ts'
import { hasAdvanced } from './field-errors.ts'
import { stillWrong } from './remaining-errors.ts'
import type { Refused } from './use-save.ts'

const nothing: Refused = { errors: [] }

/** What was refused of a form, shown where it is wrong: that comes into sight, and takes the focus. */
export function useRefused() {
  const [refused, setRefused] = useState(nothing)
  const [isAdvancedOpen, setAdvancedOpen] = useState(false)
  const [count, setCount] = useState(0)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (count > 0) focusFirstWrong(form.current)
  }, [count])
  return {
    ...refused,
    form,
    isAdvancedOpen,
    setAdvancedOpen,
    refuse: (next: Refused) => {
      setRefused(next)
      if (hasAdvanced(next.errors)) setAdvancedOpen(true)
      setCount((before) => before + 1)
    },
    /** What is wrong with a field goes when that is written otherwise. */
    change: (before: Draft, after: Draft) => {
      setRefused(({ errors, conflictsWith, problem }) => ({
        errors: stillWrong(errors, before, after),
        conflictsWith: isSameSent(before, after) ? conflictsWith : undefined,
        problem,
      }))
    },
    clear: () => {
      setRefused(nothing)
    },
  }
}

function isSameSent(one: Draft, other: Draft): boolean {
  return one.url === other.url && one.resource === other.resource && one.actions === other.actions
}

/** Fields say of themselves that they are wrong; the first thing in one that takes the focus is it. */
function focusFirstWrong(form: HTMLFormElement | null): void {
  const field = form?.querySelector('[data-wrong=true]')
  const control = field?.querySelector<HTMLElement>('input, button, textarea')
  control?.scrollIntoView({ block: 'center' })
  control?.focus({ preventScroll: true })
}
