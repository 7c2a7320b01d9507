import type { IntegrationEventSummary } from '../../api/integration-views.ts'
import type { Text } from '../../text/use-text.ts'
import { userOf } from './user-of.ts'

type Columns = Text['integrationEvents']['csv']

type Names = { marketplace: string; productName: (id: string) => string }

/** The heading of a CSV file (RFC 4180), with the byte order mark that Excel needs for UTF-8. */
export function csvHeading(columns: Columns): string {
  return `\uFEFF${line(Object.values(columns))}`
}

/** The lines of some events, in the order of the heading. */
export function csvLines(events: readonly IntegrationEventSummary[], names: Names): string {
  return events.map((event) => line(valuesOf(event, names))).join('')
}

function valuesOf(event: IntegrationEventSummary, { marketplace, productName }: Names) {
  const { status, createdAt, product, vendor, type, token, company, result } = event
  const account = result?.accountIdentifier ?? event.accountIdentifier
  return [
    status,
    createdAt,
    marketplace,
    productName(product),
    vendor,
    type,
    token,
    company?.name ?? company?.uuid,
    userOf(event),
    account,
    result?.errorCode,
    result?.message,
  ]
}

function line(values: readonly (string | undefined)[]): string {
  return `${values.map((value = '') => cell(value)).join(',')}\r\n`
}

/** Spreadsheets run texts that begin like a formula: an apostrophe makes them text. */
function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
