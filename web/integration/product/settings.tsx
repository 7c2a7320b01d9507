import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'

import type { IntegrationView, VendorAuthenticationView } from '../../api/integration-views.ts'
import { formatSeconds } from '../../shared/format.ts'
import { KeyValues } from '../../shared/key-values.tsx'
import { oauth2Items } from '../../shared/oauth2-items.ts'
import { StatusLabel } from '../../shared/status-label.tsx'
import { type Text, useText } from '../../text/use-text.ts'

/** Everything of an integration besides endpoints and credentials. */
export function Settings({ integration }: { integration: IntegrationView }) {
  const text = useText()
  const { integration: names, common } = text
  const { enabled, upcomingInvoiceNotices, notificationEmail, timeLimitSeconds } = integration
  const yesOrNo = (flag: boolean) => (flag ? common.yes : common.no)
  return (
    <Container header={<Header variant="h2">{names.settings}</Header>}>
      <KeyValues
        columns={3}
        items={[
          { label: names.enabled, value: yesOrNo(enabled) },
          {
            label: names.timeLimit,
            value:
              timeLimitSeconds === undefined
                ? names.defaultTimeLimit
                : formatSeconds(timeLimitSeconds),
          },
          { label: names.upcomingInvoiceNotices, value: yesOrNo(upcomingInvoiceNotices) },
          {
            label: names.notificationEmail,
            value:
              notificationEmail === undefined ? (
                <StatusLabel type="info">{names.noNotificationEmail}</StatusLabel>
              ) : (
                <span className="unspaced">{notificationEmail}</span>
              ),
          },
          ...authenticationItems(integration.authentication, text),
        ]}
      />
    </Container>
  )
}

function authenticationItems(authentication: VendorAuthenticationView, allText: Text) {
  const { integration: text, webhookForm } = allText
  const verbatim = (value: string) => <span className="verbatim">{value}</span>
  const type = { label: text.authentication, value: text.authentications[authentication.type] }
  switch (authentication.type) {
    case 'OAUTH1':
      return [type]
    case 'BASIC':
      return [type, { label: webhookForm.username, value: verbatim(authentication.username) }]
    case 'OAUTH2_CLIENT_CREDENTIALS':
      return [
        type,
        ...oauth2Items(authentication, allText).map(({ label, value }) => ({
          label,
          value: verbatim(value),
        })),
      ]
  }
}
