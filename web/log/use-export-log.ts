import { useApi } from '../api/api-context.ts'
import { readDeliveries } from '../api/log-page.ts'
import type { DeliverySummary } from '../api/views.ts'
import { useAllWebhooks } from '../api/webhook-names.ts'
import { resolveRange } from '../common/time-range.ts'
import { byteOrderMark, csvLine } from '../shared/csv.ts'
import { usePageExport } from '../shared/use-page-export.ts'
import { useText } from '../text/use-text.ts'
import { deliveryValues } from './export-lines.ts'
import type { LogView } from './log-view.ts'

export type ExportFormat = 'csv' | 'json'

/** The API's limit of a page. */
const pageLimit = 100

/** Exports deliveries as CSV, or as JSON with one in each line. */
export function useExportLog({ filter, time }: LogView, selected: readonly DeliverySummary[]) {
  const { log: text } = useText()
  const api = useApi()
  const { data: webhooks = [] } = useAllWebhooks()
  const { count, start, cancel } = usePageExport<DeliverySummary>(text)
  const startFormat = (format: ExportFormat) => {
    // The cursors of all pages are of one period.
    const interval = { to: new Date().toISOString(), ...(time && resolveRange(time, Date.now())) }
    const read = (cursor: string | undefined, signal: AbortSignal) =>
      selected.length > 0
        ? Promise.resolve({ items: selected })
        : readDeliveries({ ...filter, ...interval, limit: pageLimit, cursor }, { api, signal })
    start({ read, ...files[format](webhooks, text) })
  }
  return { count, start: startFormat, cancel }
}

type Webhooks = NonNullable<ReturnType<typeof useAllWebhooks>['data']>
type LogText = ReturnType<typeof useText>['log']

const files = {
  csv: (webhooks: Webhooks, { csv }: LogText) => {
    const byId = new Map(webhooks.map((one) => [one.id, one]))
    return {
      name: 'deliveries.csv',
      type: 'text/csv;charset=utf-8',
      heading: `${byteOrderMark}${csvLine(Object.values(csv))}`,
      lines: (deliveries: readonly DeliverySummary[]) =>
        deliveries.map((one) => csvLine(deliveryValues(one, byId.get(one.webhook)))).join(''),
    }
  },
  json: () => ({
    name: 'deliveries.ndjson',
    type: 'application/x-ndjson',
    heading: '',
    lines: (deliveries: readonly DeliverySummary[]) =>
      deliveries.map((one) => `${JSON.stringify(one)}\n`).join(''),
  }),
}
