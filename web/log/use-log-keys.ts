import { useEffect } from 'react'

import { persistentStore } from '../shared/persistent-store.ts'

/** Screen readers and speech input have keys of their own: a person may turn these off. */
export const usesLogKeys = persistentStore(
  'log-keys',
  true,
  (value): value is boolean => typeof value === 'boolean',
)

/** Keys of the log: find, move through the rows, open, retry, help. */
export function useLogKeys(showHelp: () => void): void {
  useEffect(() => {
    const actions: Readonly<Record<string, () => void>> = {
      '/': focusFilter,
      '?': showHelp,
      j: () => moveBy(1),
      k: () => moveBy(-1),
      o: () => linkIn(currentRow())?.click(),
      r: retryCurrent,
    }
    const onKey = (event: KeyboardEvent) => {
      const action = actions[event.key]
      if (action === undefined || !isShortcut(event)) return
      if (!usesLogKeys.get() && event.key !== '?') return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
}

/** Not while a person types, or in a dialog. */
function isShortcut({ ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || !(target instanceof Element)) return false
  const isTyping = target.closest('input, textarea, select, [contenteditable], [role=dialog]')
  return isTyping === null && document.querySelector('[role=dialog]') === null
}

function focusFilter(): void {
  document.querySelector<HTMLElement>('[data-log-filter] input')?.focus()
}

function rows(): HTMLTableRowElement[] {
  const all = document.querySelectorAll<HTMLTableRowElement>('[data-log] tbody tr')
  return [...all].filter((row) => linkIn(row) !== null)
}

function currentRow(): HTMLTableRowElement | null {
  return document.activeElement?.closest<HTMLTableRowElement>('[data-log] tbody tr') ?? null
}

/** The link to the delivery. */
function linkIn(row: HTMLTableRowElement | null): HTMLAnchorElement | null {
  return row?.querySelector<HTMLAnchorElement>('a[href^="#/log/"]') ?? null
}

function moveBy(step: number): void {
  const all = rows()
  const current = currentRow()
  const at = current === null ? -1 : all.indexOf(current)
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)]
  linkIn(next ?? null)?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

/** The first time asks, the second time retries, as with the mouse. */
function retryCurrent(): void {
  const button = currentRow()?.querySelector<HTMLButtonElement>('[data-retry] button')
  button?.focus()
  button?.click()
}
