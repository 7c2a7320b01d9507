import { useText } from '../text/use-text.ts'
import { NamedValues } from './named-values.tsx'
import type { OAuth2State } from './oauth2-draft.ts'

/** Additional parameters of the token request. */
export function ExtraParameters({ client, set, errorAt }: OAuth2State) {
  const { webhookForm } = useText()
  const error =
    errorAt('authentication.extraParameters') ?? errorAt('authentication.secretParameters')
  return (
    <NamedValues
      text={{
        label: webhookForm.extraParameters,
        hint: webhookForm.extraParametersHint,
        add: webhookForm.addParameter,
      }}
      values={client.extraParameters}
      error={error}
      onChange={(extraParameters) => set({ extraParameters })}
    />
  )
}
