import type { useNames } from '../api/resources.ts'
import { formatDateTime, formatSeconds } from '../shared/format.ts'
import type { Text } from '../text/use-text.ts'

/** A value of a field of an audit entry as people say it; undefined if it has none. */
export function inWords(name: string, value: unknown, text: Text): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  return byField[name]?.(value, text) ?? plainly(value, text)
}

/** The event type `app_assignment.added` as the log says it: "App Assignment added". */
export function eventInWords(type: string, names: ReturnType<typeof useNames>, { log }: Text) {
  const [resource = '', action = ''] = type.toUpperCase().split('.')
  return log.eventTitle(names.resource(resource), names.action(action))
}

type Say = (value: unknown, text: Text) => string | undefined

const seconds: Say = (value) => (typeof value === 'number' ? formatSeconds(value) : undefined)
const time: Say = (value) => (typeof value === 'string' ? formatDateTime(value) : undefined)

/** Fields whose values have words of their own. */
const byField: Readonly<Record<string, Say>> = {
  timeLimitSeconds: seconds,
  retryWaitsSeconds: (value) =>
    Array.isArray(value) ? value.map((one) => formatSeconds(Number(one))).join(', ') : undefined,
  previousSecretValidUntil: time,
  authentication: (value, { webhook, audit }) =>
    entriesIn(value)
      .map(([key, one]) =>
        key === 'type'
          ? (new Map<string, string>(Object.entries(webhook.authentication)).get(String(one)) ??
            String(one))
          : `${audit.fields[key] ?? key}: ${String(one)}`,
      )
      .join('; '),
}

function plainly(value: unknown, text: Text): string {
  if (typeof value === 'boolean') return value ? text.common.yes : text.common.no
  if (Array.isArray(value)) return value.map((one) => plainly(one, text)).join(', ')
  const entries = entriesIn(value)
  if (entries.length === 0) return String(value)
  return entries
    .map(([key, one]) => `${text.audit.fields[key] ?? key}: ${plainly(one, text)}`)
    .join('; ')
}

function entriesIn(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}
