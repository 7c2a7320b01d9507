import { useText } from '../../text/use-text.ts'
import type { AuthenticationState } from './form-state.ts'
import { NamedValues } from './named-values.tsx'

/** Additional parameters of the token request. */
export function ExtraParameters({ authentication, set, errors }: AuthenticationState) {
  const { webhookForm } = useText()
  const error =
    errors.at('authentication.extraParameters') ?? errors.at('authentication.secretParameters')
  return (
    <NamedValues
      text={{
        label: webhookForm.extraParameters,
        hint: webhookForm.extraParametersHint,
        add: webhookForm.addParameter,
      }}
      values={authentication.extraParameters}
      error={error}
      onChange={(extraParameters) => set({ extraParameters })}
    />
  )
}
