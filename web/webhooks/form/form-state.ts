import type { AuthenticationDraft } from './authentication-draft.ts'
import type { Draft } from './draft.ts'
import type { Errors } from './field-errors.ts'

/** What every part of the form gets: the draft, how to change it, and what is wrong with it. */
export type FormState = {
  draft: Draft
  set: (change: Partial<Draft>) => void
  errors: Errors
  /** The id of the webhook that sends the same already. */
  conflictsWith: string | undefined
}

/** The same for the fields of an authentication. */
export type AuthenticationState = {
  authentication: AuthenticationDraft
  set: (change: Partial<AuthenticationDraft>) => void
  errors: Errors
}
