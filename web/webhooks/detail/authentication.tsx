import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'

import { useCan } from '../../api/me.ts'
import type { AuthenticationView, OAuth2View, WebhookView } from '../../api/views.ts'
import { href, paths } from '../../common/paths.ts'
import { KeyValues } from '../../shared/key-values.tsx'
import { item, oauth2Items } from '../../shared/oauth2-items.ts'
import { type Text, useText } from '../../text/use-text.ts'

/** How requests are authenticated, without the secrets. */
export function Authentication({ webhook }: { webhook: WebhookView }) {
  const text = useText()
  const can = useCan()
  const { webhookDetail } = text
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            can.change && (
              <Button href={`${href(paths.editWebhook(webhook.id))}?replace=authentication`}>
                {webhookDetail.replace}
              </Button>
            )
          }
        >
          {webhookDetail.authentication}
        </Header>
      }
    >
      <KeyValues columns={3} items={itemsOf(webhook.authentication, text)} />
    </Container>
  )
}

type Item = { label: string; value: string }

function itemsOf(authentication: AuthenticationView, text: Text): Item[] {
  const { webhook, webhookDetail, webhookForm } = text
  const type = { label: webhookDetail.type, value: webhook.authentication[authentication.type] }
  switch (authentication.type) {
    case 'NONE':
      return [type]
    case 'TOKEN':
      return [
        type,
        { label: webhookForm.token, value: webhookDetail.secretsStored },
        ...item(webhookForm.header, authentication.header ?? 'x-appdirect-webhook-token'),
        ...item(webhookForm.prefix, authentication.prefix),
      ]
    case 'BASIC':
      return [
        type,
        ...item(webhookForm.username, authentication.username),
        ...item(webhookForm.password, webhookDetail.secretsStored),
      ]
    default:
      return [type, ...oauth2Items(authentication, text, ownerItems(authentication, text))]
  }
}

/** The username and the password of the resource owner. */
function ownerItems(view: OAuth2View, { webhookDetail, webhookForm }: Text): Item[] {
  if (view.type !== 'OAUTH2_RESOURCE_OWNER_PASSWORD') return []
  return [
    ...item(webhookForm.username, view.username),
    ...item(webhookForm.password, webhookDetail.secretsStored),
  ]
}
