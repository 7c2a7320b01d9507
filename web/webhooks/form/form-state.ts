import type { AuthenticationDraft } from './authentication-draft.ts'
import type { Draft } from './draft.ts'
import type { FieldErrors } from './field-errors.ts'

/** What every part of the form gets. */
export type FormState = {
  draft: Draft
  set: (change: Partial<Draft>) => void
  errors: FieldErrors
  /** The id of the webhook that the draft conflicts with. */
  conflictsWith: string | undefined
}

/** The same for the authentication fields. */
export type AuthenticationState = {
  authentication: AuthenticationDraft
  set: (change: Partial<AuthenticationDraft>) => void
  errors: FieldErrors
}
