import ColumnLayout from '@cloudscape-design/components/column-layout'

import { useText } from '../text/use-text.ts'
import { TextField } from './text-field.tsx'

type Login = { username: string; password: string }

type Props = {
  login: Login
  set: (change: Partial<Login>) => void
  /** The error of a field of the API, such as `authentication.username`. */
  errorAt: (field: string) => string | undefined
}

/** A username and a password. */
export function LoginFields({ login, set, errorAt }: Props) {
  const { webhookForm } = useText()
  return (
    <>
      <TextField
        label={webhookForm.username}
        value={login.username}
        error={errorAt('authentication.username')}
        onChange={(username) => set({ username })}
      />
      <TextField
        label={webhookForm.password}
        type="password"
        value={login.password}
        error={errorAt('authentication.password')}
        onChange={(password) => set({ password })}
      />
    </>
  )
}

/** The username and password of HTTP Basic authentication. */
export function HttpBasicFields(props: Props) {
  return (
    <ColumnLayout columns={2}>
      <LoginFields {...props} />
    </ColumnLayout>
  )
}
