import Button from '@cloudscape-design/components/button'
import { useState } from 'react'

import { useRetry } from '../../api/delivery.ts'
import { notify } from '../../app/notify.ts'
import { inWords } from '../../shared/problem-alert.tsx'
import { useText } from '../../text/use-text.ts'

/** Sends the delivery again: a click asks, a second one does it. Elsewhere, or Escape, takes it back. */
export function Retry({ id }: { id: string }) {
  const text = useText()
  const { retry, retryQuestion, retried, notRetried } = text.deliveryPage
  const [asks, setAsks] = useState(false)
  const { mutate, isPending } = useRetry()
  const click = () => {
    setAsks(!asks)
    if (!asks) return
    mutate(id, {
      onSuccess: () => notify({ type: 'success', content: retried }),
      onError: (error) => notify({ type: 'error', content: notRetried(inWords(error, text)) }),
    })
  }
  return (
    <span
      onBlur={() => setAsks(false)}
      onKeyDown={({ key }) => {
        if (key === 'Escape') setAsks(false)
      }}
    >
      <Button
        iconName="redo"
        variant={asks ? 'primary' : 'normal'}
        loading={isPending}
        onClick={click}
      >
        {asks ? retryQuestion : retry}
      </Button>
    </span>
  )
}
