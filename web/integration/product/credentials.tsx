import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import { useState } from 'react'

import type { CredentialView, IntegrationView, ProductView } from '../../api/integration-views.ts'
import { useCan } from '../../api/me.ts'
import { useNow } from '../../shared/clock.ts'
import { CopyId } from '../../shared/copy-id.tsx'
import { formatDateTime } from '../../shared/format.ts'
import { KeyValues } from '../../shared/key-values.tsx'
import { FullTimestamp } from '../../shared/timestamp.tsx'
import { type Text, useText } from '../../text/use-text.ts'
import { IssueCredential } from './issue-credential.tsx'

type Props = { product: ProductView; integration: IntegrationView }

/** The credentials of the vendor; secrets are shown only when they are issued. */
export function Credentials({ product, integration }: Props) {
  const { integration: text } = useText()
  const can = useCan()
  const [isIssuing, setIsIssuing] = useState(false)
  const { credentials, authentication } = integration
  const type = authentication.type === 'OAUTH1' ? 'OAUTH1' : 'OAUTH2'
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={text.credentialsExplained[type]}
          actions={
            can.changeIntegrations &&
            !can.isPortal && (
              <Button onClick={() => setIsIssuing(true)}>
                {credentials.length === 0 ? text.issue : text.rotate}
              </Button>
            )
          }
        >
          {text.credentials}
        </Header>
      }
    >
      {credentials.length === 0 ? (
        <Box color="text-body-secondary">{text.noCredentials}</Box>
      ) : (
        <Shown credentials={credentials} />
      )}
      {isIssuing && (
        <IssueCredential
          product={product.id}
          isFirst={credentials.length === 0}
          onClose={() => setIsIssuing(false)}
        />
      )}
    </Container>
  )
}

function Shown({ credentials }: { credentials: readonly CredentialView[] }) {
  const { integration: text } = useText()
  const now = useNow()
  return (
    <KeyValues
      columns={2}
      items={credentials.flatMap((credential) => {
        const { type, key, createdAt } = credential
        const name = `${text.key[type]} – ${validityOf(credential, { now, text })}`
        return [
          { label: name, value: <CopyId name={text.key[type]} value={key} /> },
          { label: text.issued, value: <FullTimestamp at={createdAt} /> },
        ]
      })}
    />
  )
}

type Validity = { now: number; text: Text['integration'] }

function validityOf({ validUntil }: CredentialView, { now, text }: Validity): string {
  if (validUntil === undefined) return text.current
  const time = formatDateTime(validUntil)
  return Date.parse(validUntil) > now ? text.validUntil(time) : text.ended(time)
}
