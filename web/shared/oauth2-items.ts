import type { OAuth2View } from '../api/views.ts'
import type { Text } from '../text/use-text.ts'

type Item = { label: string; value: string }

/** Everything that is shown of an OAuth2 client, with these items next to its credentials. */
export function oauth2Items(
  view: Omit<OAuth2View, 'type'>,
  { webhookDetail, webhookForm }: Text,
  others: readonly Item[] = [],
): Item[] {
  const { extraParameters = {}, secretParameterNames = [], tokenRequestFormat } = view
  const extra = [
    ...Object.entries(extraParameters).map(([name, value]) => `${name}=${value}`),
    ...secretParameterNames.map((name) => `${name}=***`),
  ]
  return [
    ...item(webhookForm.accessTokenUri, view.accessTokenUri),
    ...item(webhookForm.clientId, view.clientId),
    ...item(webhookForm.clientSecret, view.hasClientSecret && webhookDetail.secretsStored),
    ...others,
    ...item(webhookForm.scope, view.scope),
    ...item(
      webhookForm.clientAuthentication,
      webhookForm.clientAuthentications[view.clientAuthentication],
    ),
    ...item(webhookForm.grantType, view.grantType),
    ...item(
      webhookForm.tokenRequestFormat,
      tokenRequestFormat === 'JSON' ? webhookForm.tokenRequestFormats.JSON : undefined,
    ),
    ...item(webhookForm.extraParameters, extra.join(', ') || undefined),
  ]
}

/** The item, if there is a value. */
export function item(label: string, value: string | undefined): Item[] {
  return value === undefined ? [] : [{ label, value }]
}
