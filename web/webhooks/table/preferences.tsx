import CollectionPreferences, {
  type CollectionPreferencesProps,
} from '@cloudscape-design/components/collection-preferences'

import { rememberedStore } from '../../shared/remembered.ts'
import { useStore } from '../../shared/store.ts'
import { useText } from '../../text/use-text.ts'
import { columnIds, type ColumnId } from './column-ids.ts'

type Preferences = CollectionPreferencesProps.Preferences<boolean>

const pageSizes = [10, 20, 50, 100]
const shownAtFirst: readonly ColumnId[] = [
  'state',
  'url',
  'resource',
  'actions',
  'success',
  'enabled',
  'tools',
]

/** How whoever sits here wants the table; remembered in this browser. */
export const preferences = rememberedStore<Preferences>(
  'webhooks-table',
  {
    pageSize: 20,
    wrapLines: false,
    contentDisplay: columnIds.map((id) => ({ id, visible: shownAtFirst.includes(id) })),
  },
  isGood,
)

/** Columns that were chosen when there were others are forgotten. */
function isGood(value: unknown): value is Preferences {
  if (typeof value !== 'object' || value === null) return false
  const { contentDisplay = [], pageSize = 0 } = value as Preferences
  const ids = contentDisplay.map(({ id }) => id)
  return columnIds.every((id) => ids.includes(id)) && pageSizes.includes(pageSize)
}

export function WebhooksPreferences() {
  const { common, webhooks } = useText()
  const current = useStore(preferences)
  return (
    <CollectionPreferences
      title={webhooks.preferences}
      confirmLabel={webhooks.save}
      cancelLabel={common.cancel}
      preferences={current}
      onConfirm={({ detail }) => preferences.set({ ...current, ...detail })}
      pageSizePreference={{
        title: webhooks.pageSize,
        options: pageSizes.map((value) => ({ value, label: webhooks.inPages(value) })),
      }}
      wrapLinesPreference={{ label: webhooks.wrapLines }}
      contentDisplayPreference={{
        title: webhooks.visibleColumns,
        options: columnIds.map((id) => ({
          id,
          label: webhooks.columns[id],
          alwaysVisible: id === 'url' || id === 'tools',
        })),
      }}
    />
  )
}
