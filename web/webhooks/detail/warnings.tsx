import Alert from '@cloudscape-design/components/alert'

import type { WebhookView } from '../../api/views.ts'

/** What may be wrong with a webhook: its filter matches no sample, or a certificate expires. */
export function Warnings({ webhook: { warnings } }: { webhook: WebhookView }) {
  return (
    warnings !== undefined && (
      <Alert type="warning">
        {warnings.map((warning) => (
          <div key={warning}>{warning}</div>
        ))}
      </Alert>
    )
  )
}
