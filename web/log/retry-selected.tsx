import Button from '@cloudscape-design/components/button'

import { useRetrySeveral } from '../api/retry-several.ts'
import { ConfirmTwice } from '../shared/confirm-twice.tsx'
import { toMessage } from '../shared/error-alert.tsx'
import { formatCount } from '../shared/format.ts'
import { notify } from '../shared/notify.ts'
import { useText } from '../text/use-text.ts'
import type { SelectedDeliveries } from './use-selection.ts'

/** Retries the selected deliveries on the second click, as a row does. */
export function RetrySelected({ selection }: { selection: SelectedDeliveries }) {
  const text = useText()
  const { log, deliveryPage } = text
  const { mutate, isPending } = useRetrySeveral()
  const count = formatCount(selection.rows.length)
  const retry = () =>
    mutate(
      selection.rows.map(({ id }) => id),
      {
        onSuccess: ({ retried, refused }) => {
          const type = refused === 0 ? 'success' : 'warning'
          notify({ type, content: log.retriedSeveral(retried, refused) })
          selection.set([])
        },
        onError: (error) =>
          notify({ type: 'error', content: deliveryPage.notRetried(toMessage(error, text)) }),
      },
    )
  return (
    <ConfirmTwice question={deliveryPage.retryQuestion} onConfirm={retry}>
      {(isConfirming, click) => (
        <Button
          iconName="redo"
          variant={isConfirming ? 'primary' : 'normal'}
          loading={isPending}
          onClick={click}
        >
          {isConfirming ? deliveryPage.retryQuestion : log.retrySelected(count)}
        </Button>
      )}
    </ConfirmTwice>
  )
}
