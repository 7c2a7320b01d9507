import Tabs from '@cloudscape-design/components/tabs'
import type { ReactNode } from 'react'

type Props<Id extends string> = {
  label: string
  /** `all` shows every status. */
  tabs: readonly (Id | 'all')[]
  labels: Readonly<Record<Id | 'all', string>>
  status: string | undefined
  onChange: (status: string | undefined) => void
  /** What the active tab shows. */
  children: ReactNode
}

/** A tab for each status of a log. */
export function StatusTabs<Id extends string>(props: Props<Id>) {
  const { label, tabs, labels, status, onChange, children } = props
  const active = tabs.find((tab) => tab === status) ?? 'all'
  return (
    <Tabs
      ariaLabel={label}
      activeTabId={active}
      onChange={({ detail: { activeTabId: id } }) => onChange(id === 'all' ? undefined : id)}
      tabs={tabs.map((id) => ({ id, label: labels[id], content: id === active ? children : null }))}
    />
  )
}
