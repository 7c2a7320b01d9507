import Alert from '@cloudscape-design/components/alert'

import { useText } from '../text/use-text.ts'
import { PlainFrame } from './plain-frame.tsx'

/** A popup that has signed in, where the browser did not let it close. */
export function HandedOver() {
  const { signIn } = useText()
  return (
    <PlainFrame>
      <Alert type="success">{signIn.handedOver}</Alert>
    </PlainFrame>
  )
}
