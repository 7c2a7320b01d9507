import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Tiles from '@cloudscape-design/components/tiles'

import type { VendorAuthenticationView } from '../../api/integration-views.ts'
import { useText } from '../../text/use-text.ts'
import { type AuthenticationDraft, authenticationDraft } from './authentication-draft.ts'
import { AuthenticationFields } from './authentication-fields.tsx'
import type { FormState } from './form-state.ts'

const types = ['OAUTH1', 'OAUTH2_CLIENT_CREDENTIALS', 'BASIC'] as const

type Props = FormState & { stored: VendorAuthenticationView | undefined }

/** How calls are authenticated. A stored one stays until it is replaced, as its secret is not shown. */
export function Authentication({ stored, ...state }: Props) {
  const { integration, integrationForm: text } = useText()
  const { draft, set, errorAt } = state
  const { authentication } = draft
  const moved = authentication === undefined ? errorAt('authentication') : undefined
  return (
    <Container
      data-invalid={moved !== undefined}
      header={
        <Header
          variant="h2"
          description={text.authenticationExplained}
          actions={
            stored && (
              <Button
                formAction="none"
                onClick={() =>
                  set({
                    authentication:
                      authentication === undefined ? authenticationDraft(stored) : undefined,
                  })
                }
              >
                {authentication === undefined ? text.replace : text.keepStored}
              </Button>
            )
          }
        >
          {integration.authentication}
        </Header>
      }
    >
      {moved !== undefined && <Alert type="error">{moved}</Alert>}
      {authentication === undefined ? (
        stored && <Stored type={stored.type} />
      ) : (
        <Chosen {...state} authentication={authentication} />
      )}
    </Container>
  )
}

function Stored({ type }: Pick<VendorAuthenticationView, 'type'>) {
  const { integration, integrationForm: text } = useText()
  return (
    <Box>
      {integration.authentications[type]}
      {type !== 'OAUTH1' && (
        <Box variant="small" display="block">
          {text.keep}
        </Box>
      )}
    </Box>
  )
}

function Chosen({
  set,
  authentication,
  ...state
}: FormState & { authentication: AuthenticationDraft }) {
  const { integration, integrationForm: text } = useText()
  const change = (part: Partial<AuthenticationDraft>) =>
    set({ authentication: { ...authentication, ...part } })
  return (
    <SpaceBetween size="l">
      <FormField label={integration.authentication} stretch>
        <Tiles
          columns={3}
          value={authentication.type}
          items={types.map((value) => ({
            value,
            label: integration.authentications[value],
            description: text.hints[value],
          }))}
          onChange={({ detail }) =>
            change({ type: types.find((type) => type === detail.value) ?? 'OAUTH1' })
          }
        />
      </FormField>
      <AuthenticationFields
        authentication={authentication}
        change={change}
        errorAt={state.errorAt}
      />
    </SpaceBetween>
  )
}
