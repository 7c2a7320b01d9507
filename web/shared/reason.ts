import type { AttemptView, DeliverySummary } from '../api/views.ts'
import type { Text } from '../text/use-text.ts'

type Causes = Text['causes']

/** Why an attempt failed, in plain words; `because` is what the router put on record. */
export function causeInWords(reason: string, causes: Causes): string {
  const [kind = '', rest = ''] = partsOf(reason)
  switch (kind) {
    case 'status':
      return ofStatus(Number(rest), causes)
    case 'timeout':
      return causes.timeout[rest] ?? causes.timeoutElse
    case 'connection':
      return causes.connection[rest] ?? causes.connectionElse(rest)
    case 'dns':
      return causes.dns(rest)
    case 'tls':
      return causes.tls[rest] ?? causes.tlsElse(rest)
    case 'protocol':
      return causes.protocol
    case 'refused':
      return causes.refused(rest)
    case 'token':
      return causes.token(rest)
    default:
      return asSentence(reason)
  }
}

/** The same as short as it is on record; a status as it is said everywhere. */
export function causeInShort(reason: string): string {
  return reason.replace(/^status (?=\d+$)/, 'HTTP ')
}

/** `status 500` and `timeout: dns` alike: what kind of trouble, and which. */
function partsOf(reason: string): string[] {
  return (
    /^(status|[a-z]+:) ?(.*)$/
      .exec(reason)
      ?.slice(1)
      .map((part) => part.replace(/:$/, '')) ?? []
  )
}

function ofStatus(status: number, { statuses, statusClasses }: Causes): string {
  const words = statuses[status] ?? statusClasses[Math.floor(status / 100)] ?? statusClasses[0]
  return statuses[status] === undefined ? `${words ?? ''} (HTTP ${status}).` : (words ?? '')
}

function asSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

/** Why an attempt did not deliver; undefined when it did. */
export function becauseOf(
  attempt: AttemptView | DeliverySummary['lastAttempt'],
): string | undefined {
  return attempt === undefined || attempt.outcome === 'delivered' ? undefined : attempt.reason
}
