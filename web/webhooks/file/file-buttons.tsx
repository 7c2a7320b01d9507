import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { lazy, Suspense, useState } from 'react'

import { useCan } from '../../api/me.ts'
import { useText } from '../../text/use-text.ts'
import { useExport } from './use-export.ts'

const ImportDialog = lazy(() => import('./import-dialog.tsx'))

/** Exports the webhooks as a file, and imports one. */
export function FileButtons() {
  const { webhooksFile: text } = useText()
  const can = useCan()
  const { isExporting, start } = useExport()
  const [isImporting, setIsImporting] = useState(false)
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button loading={isExporting} onClick={start}>
        {text.export}
      </Button>
      {can.change && <Button onClick={() => setIsImporting(true)}>{text.import}</Button>}
      {isImporting && (
        <Suspense>
          <ImportDialog onClose={() => setIsImporting(false)} />
        </Suspense>
      )}
    </SpaceBetween>
  )
}
