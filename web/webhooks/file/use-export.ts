import { useState } from 'react'

import { readWebhooks } from '../../../client/as-code/apply.ts'
import { fileOf } from '../../../client/as-code/entry.ts'
import { useApi } from '../../api/api-context.ts'
import { toMessage } from '../../shared/error-alert.tsx'
import { notify } from '../../shared/notify.ts'
import { saveFile } from '../../shared/save-file.ts'
import { useText } from '../../text/use-text.ts'

/** Downloads all webhooks as YAML. */
export function useExport() {
  const text = useText()
  const api = useApi()
  const [isExporting, setIsExporting] = useState(false)
  const save = async () => {
    const [{ Document }, webhooks] = await Promise.all([import('yaml'), readWebhooks(api)])
    const document = new Document(fileOf(webhooks))
    document.commentBefore = text.webhooksFile.comment
    saveFile(new Blob([String(document)], { type: 'application/yaml' }), 'webhooks.yaml')
  }
  const start = () => {
    setIsExporting(true)
    void save()
      .catch((error: unknown) => {
        const content = text.webhooksFile.exportFailed(toMessage(error, text))
        notify({ type: 'error', content })
      })
      .finally(() => setIsExporting(false))
  }
  return { isExporting, start }
}
