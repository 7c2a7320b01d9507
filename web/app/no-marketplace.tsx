import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'

import { useSession } from '../sign-in/session-context.ts'
import { useText } from '../text/use-text.ts'

/** Shown for an account without a marketplace. Signing in as another user may help. */
export function NoMarketplace() {
  const { errors, signIn } = useText()
  const { signOut } = useSession()
  return (
    <Alert
      type="error"
      header={errors.forbidden}
      action={signOut && <Button onClick={() => void signOut()}>{signIn.out}</Button>}
    >
      {errors.noMarketplace}
    </Alert>
  )
}
