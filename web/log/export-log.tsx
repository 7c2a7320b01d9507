import Button from '@cloudscape-design/components/button'
import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import SpaceBetween from '@cloudscape-design/components/space-between'

import type { DeliverySummary } from '../api/views.ts'
import { formatCount } from '../shared/format.ts'
import { useText } from '../text/use-text.ts'
import type { LogView } from './log-view.ts'
import { type ExportFormat, useExportLog } from './use-export-log.ts'

const formats: readonly ExportFormat[] = ['csv', 'json']

type Props = { view: LogView; selected: readonly DeliverySummary[] }

/** Exports the selected deliveries, or all that match the filters, with the progress. */
export function ExportLog({ view, selected }: Props) {
  const { log: text } = useText()
  const { count, start, cancel } = useExportLog(view, selected)
  if (count !== undefined) {
    return (
      <SpaceBetween direction="horizontal" size="xs" alignItems="center">
        <span role="status">{text.exporting(formatCount(count))}</span>
        <Button onClick={cancel}>{text.exportCancel}</Button>
      </SpaceBetween>
    )
  }
  return (
    <ButtonDropdown
      items={formats.map((id) => ({ id, text: text.exportFormats[id] }))}
      onItemClick={({ detail }) => {
        const format = formats.find((one) => one === detail.id)
        if (format !== undefined) start(format)
      }}
    >
      {selected.length === 0 ? text.export : text.exportSelected(formatCount(selected.length))}
    </ButtonDropdown>
  )
}
