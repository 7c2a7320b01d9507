import CollectionPreferences from '@cloudscape-design/components/collection-preferences'

import { useStore } from '../shared/store.ts'
import { useText } from '../text/use-text.ts'
import { columnChoice, pageSizes } from './column-choice.ts'

type Props = { columns: readonly { id: string; label: string }[] }

/** Which columns of the log are shown, in which order, and how many rows. */
export function Preferences({ columns }: Props) {
  const { common, log: text } = useText()
  const { pageSize, wrapLines, columns: chosen } = useStore(columnChoice)
  return (
    <CollectionPreferences
      title={text.preferences}
      confirmLabel={text.apply}
      cancelLabel={common.cancel}
      preferences={{ pageSize, wrapLines, contentDisplay: chosen }}
      onConfirm={({ detail }) =>
        columnChoice.set({
          pageSize: detail.pageSize ?? pageSize,
          wrapLines: detail.wrapLines ?? wrapLines,
          columns: (detail.contentDisplay ?? chosen).flatMap((one) =>
            'id' in one && 'visible' in one ? [{ id: one.id, visible: one.visible }] : [],
          ),
        })
      }
      pageSizePreference={{
        title: text.pageSize,
        options: pageSizes.map((value) => ({ value, label: text.pageSizeOf(value) })),
      }}
      wrapLinesPreference={{}}
      contentDisplayPreference={{
        title: text.columnsTitle,
        description: text.columnsExplained,
        options: columns.map(({ id, label }) => ({ id, label, alwaysVisible: id === 'event' })),
      }}
    />
  )
}
