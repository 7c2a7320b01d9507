import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { formatCount } from '../../shared/format.ts'
import { useText } from '../../text/use-text.ts'
import type { EventsView } from './event-views.ts'
import { useExport } from './use-export.ts'

/** Exports all events that match the filters, with the progress. */
export function Export({ view }: { view: EventsView }) {
  const { integrationEvents: text } = useText()
  const { count, start, cancel } = useExport(view)
  if (count === undefined) {
    return (
      <Button iconName="download" onClick={start}>
        {text.export}
      </Button>
    )
  }
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <span role="status">{text.exporting(formatCount(count))}</span>
      <Button onClick={cancel}>{text.exportCancel}</Button>
    </SpaceBetween>
  )
}
