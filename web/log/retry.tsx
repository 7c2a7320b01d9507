import type { DeliverySummary } from '../api/views.ts'
import { useRetry } from '../api/delivery.ts'
import { notify } from '../app/notify.ts'
import { inWords } from '../shared/problem-alert.tsx'
import { TwoStepButton } from '../shared/two-step-button.tsx'
import { useText } from '../text/use-text.ts'

/** Sends one delivery again: a click asks, a second one does it. */
export function RetryInRow({ delivery: { id, status } }: { delivery: DeliverySummary }) {
  const text = useText()
  const retry = useRetry()
  if (status === 'successful' || status === 'dropped') return null
  return (
    <TwoStepButton
      icon="redo"
      label={text.deliveryPage.retry}
      question={text.deliveryPage.retryQuestion}
      loading={retry.isPending}
      onConfirm={() =>
        retry.mutate(id, {
          onSuccess: () => notify({ type: 'success', content: text.deliveryPage.retried }),
          onError: (error) => {
            const content = text.deliveryPage.notRetried(inWords(error, text))
            notify({ type: 'error', content })
          },
        })
      }
    />
  )
}
