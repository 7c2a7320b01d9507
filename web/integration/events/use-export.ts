import { useApi } from '../../api/api-context.ts'
import { readPart } from '../../api/integration-event-log.ts'
import type { IntegrationEventSummary } from '../../api/integration-views.ts'
import { useMe } from '../../api/me.ts'
import { useProductName } from '../../api/products.ts'
import { resolveRange } from '../../common/time-range.ts'
import { usePageExport } from '../../shared/use-page-export.ts'
import { useText } from '../../text/use-text.ts'
import { csvHeading, csvLines } from './csv.ts'
import type { EventsView } from './event-views.ts'

/** The API's limit of a page. */
const pageLimit = 100

/** Exports all events of a view. */
export function useExport({ filter, time }: EventsView) {
  const { integrationEvents: text } = useText()
  const api = useApi()
  const marketplace = useMe().data?.marketplace ?? ''
  const productName = useProductName()
  const { count, start, cancel } = usePageExport<IntegrationEventSummary>(text)
  const startCsv = () => {
    const interval = time && resolveRange(time, Date.now())
    start({
      name: 'integration-events.csv',
      type: 'text/csv;charset=utf-8',
      heading: csvHeading(text.csv),
      read: (cursor, signal) =>
        readPart(filter, { ...interval, limit: pageLimit, cursor }, { api, signal }),
      lines: (events) => csvLines(events, { marketplace, productName }),
    })
  }
  return { count, start: startCsv, cancel }
}
