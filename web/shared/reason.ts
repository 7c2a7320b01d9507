import type { AttemptView, DeliverySummary } from '../api/views.ts'
import type { Text } from '../text/use-text.ts'

type ReasonTexts = Text['reasons']

/** Explains the reason of a failed attempt, as recorded by the router. */
export function explainReason(reason: string, texts: ReasonTexts): string {
  const [kind = '', detail = ''] = parseReason(reason)
  return explanations[kind]?.(detail, texts) ?? toSentence(reason)
}

type Explain = (detail: string, texts: ReasonTexts) => string

const explanations: Readonly<Record<string, Explain>> = {
  status: (status, texts) => explainStatus(Number(status), texts),
  timeout: (phase, { timeout, timeoutElse }) => timeout[phase] ?? timeoutElse,
  connection: (code, { connection, connectionElse }) => connection[code] ?? connectionElse(code),
  dns: (code, { dns }) => dns(code),
  tls: (code, { tls, tlsElse }) => tls[code] ?? tlsElse(code),
  protocol: (_, { protocol }) => protocol,
  refused: (why, { refused }) => refused(why),
  token: explainToken,
  aws: (code, { aws }) => aws(code),
  role: (code, { role }) => role(code),
  transformation: (why, { transformation }) => transformation(why),
}

/** The recorded reason, with a status as `HTTP 500`. */
export function shortReason(reason: string): string {
  return reason.replace(/^status (?=\d+$)/, 'HTTP ')
}

/** The reason in a few words: `Timed out`, `No access token (401 invalid_client)`. */
export function briefReason(reason: string, { reasons, withDetail }: BriefTexts): string {
  const [kind = '', detail = ''] = parseReason(reason)
  const words = reasons[kind]
  if (words === undefined) return shortReason(reason)
  return kind === 'token' ? withDetail(words, detail) : words
}

type BriefTexts = Pick<Text['log'], 'reasons' | 'withDetail'>

/** The kind and the detail of `status 500` or `timeout: dns`. */
function parseReason(reason: string): string[] {
  return (
    /^(status|[a-z]+:) ?(.*)$/
      .exec(reason)
      ?.slice(1)
      .map((part) => part.replace(/:$/, '')) ?? []
  )
}

/** `401 invalid_client` in words, and as it is. */
function explainToken(why: string, { token, tokenError, tokenErrors }: ReasonTexts): string {
  const words = tokenErrors[why.replace(/^\d{3} /, '')]
  return token(words === undefined ? why : tokenError(words, why))
}

function explainStatus(status: number, { statuses, statusClasses }: ReasonTexts): string {
  const words = statuses[status] ?? statusClasses[Math.floor(status / 100)] ?? statusClasses[0]
  return statuses[status] === undefined ? `${words ?? ''} (HTTP ${status}).` : (words ?? '')
}

function toSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

/** The reason of an attempt; undefined if it was delivered. */
export function reasonOf(
  attempt: AttemptView | DeliverySummary['lastAttempt'],
): string | undefined {
  return attempt === undefined || attempt.outcome === 'delivered' ? undefined : attempt.reason
}
