import Button from '@cloudscape-design/components/button'

import { statusOf } from '../api/api-error.ts'
import { useRetry } from '../api/delivery.ts'
import type { DeliveryDetail } from '../api/views.ts'
import { ConfirmTwice } from '../shared/confirm-twice.tsx'
import { toMessage } from '../shared/error-alert.tsx'
import { type Notice, notify } from '../shared/notify.ts'
import { explainReason, reasonOf } from '../shared/reason.ts'
import { type Text, useText } from '../text/use-text.ts'

type Props = { id: string; isInRow?: boolean }

/**
 * Retries a delivery on the second click, as in the marketplace. The first click turns the button
 * blue.
 */
export function Retry({ id, isInRow = false }: Props) {
  const { deliveryPage: text } = useText()
  const { retry, isPending } = useRetryWithNotice(id)
  return (
    <ConfirmTwice question={text.retryQuestion} onConfirm={retry}>
      {(isConfirming, click) => {
        const shortText = isConfirming ? text.retryShort : undefined
        const fullText = isConfirming ? text.retryQuestion : text.retry
        return (
          <Button
            {...(!(isInRow && isConfirming) && { iconName: 'redo' })}
            variant={isConfirming ? 'primary' : isInRow ? 'icon' : 'normal'}
            ariaLabel={fullText}
            loading={isPending}
            wrapText={false}
            onClick={click}
          >
            {isInRow ? shortText : fullText}
          </Button>
        )
      }}
    </ConfirmTwice>
  )
}

/** The result is a notice, because the row may be gone by then. */
function useRetryWithNotice(id: string) {
  const text = useText()
  const { notRetried, notRetriedNow } = text.deliveryPage
  const messageOf = (error: unknown) =>
    statusOf(error) === 409 ? notRetriedNow : notRetried(toMessage(error, text))
  const { mutate, isPending } = useRetry()
  const retry = () =>
    mutate(id, {
      onSuccess: (delivery) => notify({ ...noticeOf(delivery, text), about: id }),
      onError: (error) => notify({ type: 'error', content: messageOf(error), about: id }),
    })
  return { retry, isPending }
}

/** The outcome of the attempt, if it is known by now. */
function noticeOf({ requested, attempts }: DeliveryDetail, text: Text): Notice {
  const { deliveryPage, reasons } = text
  const attempt = attempts.at(-1)
  if (requested !== undefined || attempt === undefined) {
    return { type: 'info', content: deliveryPage.retried }
  }
  const reason = reasonOf(attempt)
  return reason === undefined
    ? { type: 'success', content: deliveryPage.retryDelivered(attempt.status ?? '') }
    : { type: 'error', content: deliveryPage.retryFailed(explainReason(reason, reasons)) }
}
