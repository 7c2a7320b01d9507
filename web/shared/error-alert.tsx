import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'

import { faultOf } from '../api/api-error.ts'
import { type Text, useText } from '../text/use-text.ts'

type Props = { error: unknown; header?: string; tryAgain?: () => void }

/** What went wrong with a call, where it matters, and a way on. Draws nothing when all is well. */
export function ProblemAlert({ error, header, tryAgain }: Props) {
  const text = useText()
  if (error === undefined || error === null) return null
  return (
    <Alert
      type="error"
      header={header ?? text.faults.title}
      action={tryAgain && <Button onClick={tryAgain}>{text.common.tryAgain}</Button>}
    >
      {inWords(error, text)}
    </Alert>
  )
}

/** What went wrong, in words. */
export function inWords(error: unknown, { faults }: Text): string {
  const fault = faultOf(error)
  switch (fault?.kind) {
    case 'refused':
      if (fault.status === 412) return faults.stale
      return fault.detail === '' ? faults.failed(fault.status) : fault.detail
    case 'unreadable':
      return faults.unreadable
    case 'unreachable':
      return faults.unreachable
    case 'timeout':
      return faults.timeout
    case 'signed out':
      return faults.signedOut
    case undefined:
      return faults.unknown
  }
}
