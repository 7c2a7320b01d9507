import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'

import { useSession } from '../sign-in/session-context.ts'
import { useText } from '../text/use-text.ts'

/** What somebody is told whose account is of no marketplace: signing in as somebody else may help. */
export function NoMarketplace() {
  const { faults, signIn } = useText()
  const { signOut } = useSession()
  return (
    <Alert
      type="error"
      header={faults.forbidden}
      action={<Button onClick={() => void signOut()}>{signIn.out}</Button>}
    >
      {faults.noMarketplace}
    </Alert>
  )
}
