import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'

import { useText } from '../text/use-text.ts'
import { PlainFrame } from './plain-frame.tsx'

type Props = { what: 'cannotStart' | 'cannotSignIn' | 'cannotOpen'; tryAgain?: () => void }

/** Shown when the page cannot start, when the sign-in failed, or when a portal link opens nothing. */
export function StartError({ what, tryAgain }: Props) {
  const { common, errors } = useText()
  return (
    <PlainFrame>
      <Alert
        type="error"
        header={errors[what]}
        action={tryAgain && <Button onClick={tryAgain}>{common.tryAgain}</Button>}
      >
        {errors[`${what}Explained`]}
      </Alert>
    </PlainFrame>
  )
}
