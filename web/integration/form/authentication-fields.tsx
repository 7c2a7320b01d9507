import { HttpBasicFields } from '../../shared/http-basic-fields.tsx'
import { OAuth2Fields } from '../../shared/oauth2-fields.tsx'
import type { AuthenticationDraft } from './authentication-draft.ts'
import type { FormState } from './form-state.ts'

type Props = Pick<FormState, 'errorAt'> & {
  authentication: AuthenticationDraft
  change: (part: Partial<AuthenticationDraft>) => void
}

export function AuthenticationFields({ authentication, change, errorAt }: Props) {
  switch (authentication.type) {
    case 'OAUTH1':
      return null
    case 'BASIC':
      return <HttpBasicFields login={authentication} set={change} errorAt={errorAt} />
    case 'OAUTH2_CLIENT_CREDENTIALS':
      return (
        <OAuth2Fields
          client={authentication}
          set={change}
          errorAt={errorAt}
          usualGrantType="client_credentials"
        />
      )
  }
}
