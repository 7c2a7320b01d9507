import { useState } from 'react'

import { useCreateApiKey } from '../api/api-keys.ts'
import { type FieldError, fieldErrorsOf } from '../api/api-error.ts'
import type { ApiKeyView, NewApiKeyInput } from '../api/views.ts'
import { errorAt } from '../shared/field-error.ts'
import { useOneAtATime } from '../shared/one-at-a-time.ts'
import { useText } from '../text/use-text.ts'
import { type Expiry, expiryTime, isComplete } from './expiry.ts'

/** `vendor` is of developers only. */
type Draft = { name: string; role: ApiKeyView['role']; vendor: string; expiresAt: Expiry }

/** The role with the fewest permissions that most programs need. */
const initial: Draft = {
  name: '',
  role: 'producer',
  vendor: '',
  expiresAt: { choice: 'never', date: '' },
}

/** The draft of an API key, and creating it. */
export function useNewKey() {
  const { apiKeys: text } = useText()
  const [draft, setDraft] = useState(initial)
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const { mutate, data: created, error, isPending } = useCreateApiKey()
  const once = useOneAtATime()
  const submit = () => {
    const missing = missingFields(draft).map((path) => ({ path, message: text.required }))
    setErrors(missing)
    if (missing.length > 0) return
    once((done) =>
      mutate(bodyOf(draft, Date.now()), {
        onError: (failure) => setErrors(fieldErrorsOf(failure)),
        onSettled: (_, failure) => done(failure === null),
      }),
    )
  }
  return {
    draft,
    /** Changing a field clears its errors. */
    change: (part: Partial<Draft>) => {
      setDraft({ ...draft, ...part })
      setErrors(errors.filter(({ path }) => !(path in part)))
    },
    errorAt: (field: keyof Draft) => errorAt(errors, field),
    /** An error of no field. */
    otherError: fieldErrorsOf(error).length === 0 ? error : null,
    submit,
    created,
    isPending,
  }
}

function missingFields({ name, role, vendor, expiresAt }: Draft): (keyof Draft)[] {
  return [
    ...(name.trim() === '' ? ['name' as const] : []),
    ...(role === 'developer' && vendor.trim() === '' ? ['vendor' as const] : []),
    ...(isComplete(expiresAt) ? [] : ['expiresAt' as const]),
  ]
}

function bodyOf({ name, role, vendor, expiresAt }: Draft, now: number): NewApiKeyInput {
  const time = expiryTime(expiresAt, now)
  return {
    name,
    role,
    ...(role === 'developer' && { vendor: vendor.trim() }),
    ...(time !== undefined && { expiresAt: time }),
  }
}
