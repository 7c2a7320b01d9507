import CollectionPreferences from '@cloudscape-design/components/collection-preferences'

import { useText } from '../text/use-text.ts'
import { type Store, useStore } from '../common/store.ts'
import { pageSizes, type TableChoice } from './table-settings.ts'

type Props = {
  choice: Store<TableChoice>
  columns: readonly { id: string; label: string }[]
  /** The one that is always there. */
  always: string
}

/** Which columns of a table are shown, in which order, and how many rows. */
export function TablePreferences({ choice, columns, always }: Props) {
  const { common, table: text } = useText()
  const { pageSize, wrapLines, columns: chosen } = useStore(choice)
  return (
    <CollectionPreferences
      title={text.preferences}
      confirmLabel={text.apply}
      cancelLabel={common.cancel}
      preferences={{ pageSize, wrapLines, contentDisplay: chosen }}
      onConfirm={({ detail }) =>
        choice.set({
          pageSize: detail.pageSize ?? pageSize,
          wrapLines: detail.wrapLines ?? wrapLines,
          columns: (detail.contentDisplay ?? chosen).flatMap((one) =>
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
