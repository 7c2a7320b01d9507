import type { IntegrationEventSummary } from '../../api/integration-views.ts'

/** The user that the event is about, or that caused it. */
export function userOf({ user, creator }: IntegrationEventSummary): string | undefined {
  const person = user ?? creator
  return person ? (person.email ?? person.uuid) : undefined
}
