/** The objects of the API, by the page's names. */
import type { Schemas } from '../../client/postrider.ts'

/** Only a change that enabled the webhook has a `probe`. */
export type WebhookView = Schemas['ChangedWebhook']
export type HealthView = Schemas['WebhookHealth']
export type HealthState = HealthView['state']
export type AuthenticationView = Schemas['Authentication']
export type AuthenticationType = AuthenticationView['type']
export type OAuth2View = Exclude<AuthenticationView, { type: 'NONE' | 'TOKEN' | 'BASIC' }>
export type TokenRequestFormat = NonNullable<OAuth2View['tokenRequestFormat']>
export type ClientAuthenticationType = OAuth2View['clientAuthentication']
export type ProbeView = Schemas['Probe']
export type SecretView = Schemas['SigningSecret']
export type DeliverySummary = Schemas['DeliverySummary']
export type DeliveryDetail = Schemas['Delivery']
export type DeliveryStatus = Schemas['DeliveryStatus']
export type SuggestionView = Schemas['Suggestion']
export type FailedTokenRequestView = Schemas['FailedTokenRequest']
export type AttemptView = Schemas['Attempt']
export type DurationsView = Schemas['AttemptDurations']
export type RecoveryView = Schemas['Recovery']
export type RecoveryCount = Schemas['RecoveryCount']
export type ResourceView = Schemas['Resource']
export type Action = ResourceView['actions'][number]['action']
export type EventView = Schemas['EventWithDeliveries']
export type StatsView = Schemas['Stats']
export type StatsRange = Schemas['StatsRange']
export type StatsBucket = Schemas['StatsBucket']
export type LatencyView = Schemas['Latency']
export type AuditView = Schemas['AuditEntry']
export type ApiKeyView = Schemas['ApiKey']
export type CreatedApiKey = Schemas['CreatedApiKey']
export type MailView = Schemas['Mail']
export type WholeMailView = Schemas['WholeMail']
export type MailSettingsView = Schemas['MailSettings']
export type SuppressedAddressView = Schemas['SuppressedAddress']
export type FilterTestResult = Schemas['FilterTestResult']
export type Me = Schemas['Me']

/** Bodies of requests. */
export type NewWebhookBody = Schemas['NewWebhook']
export type WebhookChangeBody = Schemas['WebhookChange']
export type AuthenticationBody = Schemas['AuthenticationInput']
export type NewApiKeyInput = Schemas['NewApiKey']
export type EventBody = Schemas['Event']

export type ResourceType = Schemas['ResourceType']
