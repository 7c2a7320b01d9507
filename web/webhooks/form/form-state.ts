import type { AuthenticationDraft } from './authentication-draft.ts'
import type { Draft } from './draft.ts'
import type { FieldErrors } from './field-errors.ts'
import type { SubscriptionDraft } from './subscriptions.ts'

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

/** The same for the fields of one subscription. */
export type SubscriptionState = {
  subscription: SubscriptionDraft
  /** The resources of all subscriptions. */
  taken: readonly string[]
  errorAt: (field: 'resource' | 'actions') => string | undefined
  onChange: (subscription: SubscriptionDraft) => void
}
