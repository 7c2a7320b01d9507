import Alert from '@cloudscape-design/components/alert'

import { useText } from '../text/use-text.ts'
import { PlainFrame } from './plain-frame.tsx'

/** Shown in the popup after sign-in, if the browser did not let it close. */
export function PopupSignedIn() {
  const { signIn } = useText()
  return (
    <PlainFrame>
      <Alert type="success">{signIn.popupDone}</Alert>
    </PlainFrame>
  )
}
