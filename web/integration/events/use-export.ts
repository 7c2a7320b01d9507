import { useEffect, useRef, useState } from 'react'

import { useApi } from '../../api/api-context.ts'
import { readPart } from '../../api/integration-event-log.ts'
import { useMe } from '../../api/me.ts'
import { useProductName } from '../../api/products.ts'
import { resolveRange } from '../../common/time-range.ts'
import { toMessage } from '../../shared/error-alert.tsx'
import { formatCount } from '../../shared/format.ts'
import { notify } from '../../shared/notify.ts'
import { saveFile } from '../../shared/save-file.ts'
import { useText } from '../../text/use-text.ts'
import { csvHeading, csvLines } from './csv.ts'
import type { EventsView } from './event-views.ts'
import { exportEvents } from './export-events.ts'

/** The API's limit of a page. */
const pageLimit = 100

/** Exports all events of a view. `count` is set while it is running; leaving the screen stops it. */
export function useExport({ filter, time }: EventsView) {
  const text = useText()
  const api = useApi()
  const marketplace = useMe().data?.marketplace ?? ''
  const productName = useProductName()
  const [count, setCount] = useState<number>()
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])

  const save = async (signal: AbortSignal) => {
    const interval = time && resolveRange(time, Date.now())
    let total = 0
    const file = await exportEvents(csvHeading(text.integrationEvents.csv), {
      read: (cursor) =>
        readPart(filter, { ...interval, limit: pageLimit, cursor }, { api, signal }),
      lines: (events) => csvLines(events, { marketplace, productName }),
      onRows: (rows) => {
        total = rows
        setCount(rows)
      },
    })
    saveFile(file, 'integration-events.csv')
    const content = text.integrationEvents.exported(total, formatCount(total))
    notify({ type: 'success', content })
  }
  const start = () => {
    const controller = new AbortController()
    running.current = controller
    setCount(0)
    void save(controller.signal)
      .catch((error: unknown) => {
        if (controller.signal.aborted) return
        const { exportFailed } = text.integrationEvents
        notify({ type: 'error', content: `${exportFailed}: ${toMessage(error, text)}` })
      })
      .finally(() => setCount(undefined))
  }
  return { count, start, cancel: () => running.current?.abort() }
}
