import { useEffect, useRef, useState } from 'react'

import { useText } from '../text/use-text.ts'
import { toMessage } from './error-alert.tsx'
import { exportPages } from './export-pages.ts'
import { formatCount } from './format.ts'
import { notify } from './notify.ts'
import { saveFile } from './save-file.ts'

/** A file with all rows of a list. */
type PageExport<Item> = {
  name: string
  type: string
  heading: string
  read: (
    cursor: string | undefined,
    signal: AbortSignal,
  ) => Promise<{ items: readonly Item[]; cursor?: string }>
  lines: (items: readonly Item[]) => string
}

type Texts = { exported: (total: number, count: string) => string; exportFailed: string }

/** Exports files. `count` is set while one is made; leaving the screen stops it. */
export function usePageExport<Item>({ exported, exportFailed }: Texts) {
  const text = useText()
  const [count, setCount] = useState<number>()
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])

  const save = async (file: PageExport<Item>, signal: AbortSignal) => {
    let total = 0
    const blob = await exportPages(file, {
      read: (cursor) => file.read(cursor, signal),
      lines: file.lines,
      onRows: (rows) => {
        total = rows
        setCount(rows)
      },
    })
    saveFile(blob, file.name)
    notify({ type: 'success', content: exported(total, formatCount(total)) })
  }
  const start = (file: PageExport<Item>) => {
    const controller = new AbortController()
    running.current = controller
    setCount(0)
    void save(file, controller.signal)
      .catch((error: unknown) => {
        if (controller.signal.aborted) return
        notify({ type: 'error', content: `${exportFailed}: ${toMessage(error, text)}` })
      })
      .finally(() => setCount(undefined))
  }
  return { count, start, cancel: () => running.current?.abort() }
}
