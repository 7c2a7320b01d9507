import type { AttemptView } from '../../api/views.ts'
import { formatMs } from '../../shared/format.ts'

/** What of an attempt is compared with another one. */
export function comparedAttempt(attempt: AttemptView): object {
  const { outcome, durationMs, address, request, response } = attempt
  return {
    outcome,
    status: attempt.status,
    reason: outcome === 'delivered' ? undefined : attempt.reason,
    duration: formatMs(durationMs),
    address,
    request,
    response: response && { headers: response.headers, body: jsonOrText(response.body.text) },
  }
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
