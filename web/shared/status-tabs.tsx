import Tabs from '@cloudscape-design/components/tabs'
import type { ReactNode } from 'react'

import { useText } from '../text/use-text.ts'

type Props<Id extends string> = {
  label: string
  /** `all` shows every status. */
  tabs: readonly (Id | 'all')[]
  labels: Readonly<Record<Id | 'all', string>>
  /** How many there are in a tab, such as `100+`. */
  counts?: Readonly<Partial<Record<string, string>>>
  status: string | undefined
  onChange: (status: string | undefined) => void
  /** Whether the tab's content begins right below. */
  isDense?: boolean
  /** What the active tab shows. */
  children: ReactNode
}

/** A tab for each status of a log. */
export function StatusTabs<Id extends string>(props: Props<Id>) {
  const { label, tabs, labels, counts = {}, isDense = false, status, onChange, children } = props
  const { common } = useText()
  const active = tabs.find((tab) => tab === status) ?? 'all'
  return (
    <Tabs
      ariaLabel={label}
      disableContentPaddings={isDense}
      activeTabId={active}
      onChange={({ detail: { activeTabId: id } }) => onChange(id === 'all' ? undefined : id)}
      tabs={tabs.map((id) => {
        const count = counts[id]
        return {
          id,
          label: count === undefined ? labels[id] : common.counted(labels[id], count),
          content: id === active ? children : null,
        }
      })}
    />
  )
}
