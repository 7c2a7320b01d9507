import Button from '@cloudscape-design/components/button'

import { useRetry } from '../api/delivery.ts'
import { statusOf } from '../api/api-error.ts'
import { notify } from '../shared/notify.ts'
import { inWords } from '../shared/error-alert.tsx'
import { TwoSteps } from '../shared/confirm-twice.tsx'
import { useText } from '../text/use-text.ts'

type Props = { id: string; isInRow?: boolean }

/**
 * Sends a delivery again, as in the marketplace: a click turns it blue, a second one does it. In a row
 * there is room for a word.
 */
export function Retry({ id, isInRow = false }: Props) {
  const { deliveryPage: text } = useText()
  const { send, isPending } = useSendAgain(id)
  return (
    <TwoSteps question={text.retryQuestion} onConfirm={send}>
      {(asks, click) => {
        const short = asks ? text.retryShort : undefined
        const long = asks ? text.retryQuestion : text.retry
        return (
          <Button
            {...(!(isInRow && asks) && { iconName: 'redo' })}
            variant={asks ? 'primary' : isInRow ? 'icon' : 'normal'}
            ariaLabel={long}
            loading={isPending}
            wrapText={false}
            onClick={click}
          >
            {isInRow ? short : long}
          </Button>
        )
      }}
    </TwoSteps>
  )
}

/** What became of it is told above the screen: the row may be gone by then. */
function useSendAgain(id: string) {
  const text = useText()
  const { retried, notRetried, notRetriedNow } = text.deliveryPage
  const why = (error: unknown) =>
    statusOf(error) === 409 ? notRetriedNow : notRetried(inWords(error, text))
  const { mutate, isPending } = useRetry()
  const send = () =>
    mutate(id, {
      onSuccess: () => notify({ type: 'success', content: retried, about: id }),
      onError: (error) => notify({ type: 'error', content: why(error), about: id }),
    })
  return { send, isPending }
}
