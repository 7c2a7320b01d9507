import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'

import { useCan } from '../api/me.ts'
import { ChooseAndRecover } from '../recovery/choose-and-recover.tsx'
import { defaultsFrom } from '../recovery/defaults.ts'
import { RecoverDialog } from '../recovery/recover-dialog.tsx'
import { useText } from '../text/use-text.ts'
import { ExportLog } from './export-log.tsx'
import { LogKeys } from './log-keys.tsx'
import type { LogView } from './log-view.ts'
import { RetrySelected } from './retry-selected.tsx'
import type { SelectedDeliveries } from './use-selection.ts'

type Props = { view: LogView; selection: SelectedDeliveries }

/** What can be done with the list and the selected rows. */
export function LogActions({ view, selection }: Props) {
  const { recover } = useText()
  const can = useCan()
  const [isRecovering, setIsRecovering] = useState(false)
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      {can.change && selection.rows.length > 0 && <RetrySelected selection={selection} />}
      <ExportLog view={view} selected={selection.rows} />
      {can.change && (
        <Button iconName="redo" onClick={() => setIsRecovering(true)}>
          {recover.open}
        </Button>
      )}
      <LogKeys />
      {isRecovering && (
        <RecoverDialog onClose={() => setIsRecovering(false)}>
          <ChooseAndRecover webhooks={view.filter.webhook ?? []} defaults={defaultsFrom(view)} />
        </RecoverDialog>
      )}
    </SpaceBetween>
  )
}
