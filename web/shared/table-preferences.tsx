import CollectionPreferences from '@cloudscape-design/components/collection-preferences'

import { type Store, useStore } from '../common/store.ts'
import { useText } from '../text/use-text.ts'
import { pageSizes, type TableSettings } from './table-settings.ts'

type Props = {
  settings: Store<TableSettings>
  columns: readonly { id: string; label: string }[]
  /** The column that cannot be hidden. */
  always: string
}

export function TablePreferences({ settings, columns, always }: Props) {
  const { common, table: text } = useText()
  const { pageSize, wrapLines, columns: current } = useStore(settings)
  return (
    <CollectionPreferences
      title={text.preferences}
      confirmLabel={text.apply}
      cancelLabel={common.cancel}
      preferences={{ pageSize, wrapLines, contentDisplay: current }}
      onConfirm={({ detail }) =>
        settings.set({
          pageSize: detail.pageSize ?? pageSize,
          wrapLines: detail.wrapLines ?? wrapLines,
          columns: (detail.contentDisplay ?? current).flatMap((one) =>
            'id' in one && 'visible' in one ? [{ id: one.id, visible: one.visible }] : [],
          ),
        })
      }
      pageSizePreference={{
        title: text.pageSize,
        options: pageSizes.map((value) => ({ value, label: text.rows(value) })),
      }}
      wrapLinesPreference={{}}
      contentDisplayPreference={{
        title: text.columns,
        description: text.columnsExplained,
        options: columns.map(({ id, label }) => ({ id, label, alwaysVisible: id === always })),
      }}
    />
  )
}
