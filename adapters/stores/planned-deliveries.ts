import { coded, decoded } from '../../core/deliveries/delivery-id.ts'
import type { PlannedDelivery } from '../../core/events/event-store.ts'

/**
 * An event's deliveries in one short attribute: a letter for each start, and the endpoint. A test has
 * a letter of its own: its only delivery is queued.
 */
export function plannedText(deliveries: readonly PlannedDelivery[], isTest: boolean): string {
  const letter = ({ start }: PlannedDelivery) => (isTest ? testLetter : letters[start])
  return deliveries.map((one) => `${letter(one)}${coded(one.endpoint)}`).join(',')
}

/** Whether these are the deliveries of a test. */
export function areOfTest(text: string): boolean {
  return text.startsWith(testLetter)
}

export function plannedFrom(text: unknown): PlannedDelivery[] {
  if (typeof text !== 'string' || text === '') return []
  return text.split(',').map((one) => ({ endpoint: decoded(one.slice(1)), start: startOf(one) }))
}

/** The delivery to an endpoint, if the event has one. */
export function plannedFor(endpoint: string, text: unknown): PlannedDelivery | undefined {
  if (typeof text !== 'string') return undefined
  const code = coded(endpoint)
  const at = `,${text},`.indexOf(`${code},`)
  if (at < 2 || `,${text},`[at - 2] !== ',') return undefined
  return { endpoint, start: startOf(text.slice(at - 2)) }
}

const letters = { queued: 'q', waiting: 'w', ordered: 'o', skipped: 's' } as const
const testLetter = 't'

function startOf(one: string): PlannedDelivery['start'] {
  if (one.startsWith(letters.queued) || areOfTest(one)) return 'queued'
  if (one.startsWith(letters.ordered)) return 'ordered'
  return one.startsWith(letters.waiting) ? 'waiting' : 'skipped'
}
