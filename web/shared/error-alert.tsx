import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'

import { failureOf } from '../api/api-error.ts'
import { type Text, useText } from '../text/use-text.ts'

type Props = { error: unknown; header?: string; tryAgain?: () => void }

/** The message of a failed call. Draws nothing without an error. */
export function ErrorAlert({ error, header, tryAgain }: Props) {
  const text = useText()
  if (error === undefined || error === null) return null
  return (
    <Alert
      type="error"
      header={header ?? text.errors.title}
      action={tryAgain && <Button onClick={tryAgain}>{text.common.tryAgain}</Button>}
    >
      {toMessage(error, text)}
    </Alert>
  )
}

export function toMessage(error: unknown, { errors }: Text): string {
  const failure = failureOf(error)
  switch (failure?.kind) {
    case 'http-error':
      if (failure.status === 412) return errors.stale
      return failure.detail === '' ? errors.failed(failure.status) : failure.detail
    case 'not-json':
      return errors.notJson
    case 'unreachable':
      return errors.unreachable
    case 'timeout':
      return errors.timeout
    case 'signed-out':
      return errors.signedOut
    case undefined:
      return errors.unknown
  }
}
