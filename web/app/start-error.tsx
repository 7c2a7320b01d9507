import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'

import { useText } from '../text/use-text.ts'
import { PlainFrame } from './plain-frame.tsx'

type Props = { what: 'cannotStart' | 'cannotSignIn'; tryAgain: () => void }

/** What is shown instead of the page when it cannot begin, and what may help. */
export function CannotStart({ what, tryAgain }: Props) {
  const { common, faults } = useText()
  return (
    <PlainFrame>
      <Alert
        type="error"
        header={faults[what]}
        action={<Button onClick={tryAgain}>{common.tryAgain}</Button>}
      >
        {faults[`${what}Explained`]}
      </Alert>
    </PlainFrame>
  )
}
