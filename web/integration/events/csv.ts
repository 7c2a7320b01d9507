import type { IntegrationEventSummary } from '../../api/integration-views.ts'
import { byteOrderMark, csvLine } from '../../shared/csv.ts'
import type { Text } from '../../text/use-text.ts'
import { userOf } from './user-of.ts'

type Columns = Text['integrationEvents']['csv']

type Names = { marketplace: string; productName: (id: string) => string }

/** The heading of the file. */
export function csvHeading(columns: Columns): string {
  return `${byteOrderMark}${csvLine(Object.values(columns))}`
}

/** The lines of some events, in the order of the heading. */
export function csvLines(events: readonly IntegrationEventSummary[], names: Names): string {
  return events.map((event) => csvLine(valuesOf(event, names))).join('')
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
