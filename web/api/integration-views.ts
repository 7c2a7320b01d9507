/** Products, integrations and integration events, by the page's names. */
import type { Schemas } from '../../client/postrider.ts'

export type ProductView = Schemas['Product']
export type IntegrationView = Schemas['Integration']
export type CredentialView = IntegrationView['credentials'][number]
export type IssuedCredential = Schemas['CreatedCredential']
export type VendorAuthenticationView = IntegrationView['authentication']
export type EndpointName = Schemas['EndpointName']
export type PingView = NonNullable<IntegrationView['pings'][EndpointName]>
export type EndpointField = EndpointName | 'DEFAULT'
export type IntegrationEventSummary = Schemas['IntegrationEventSummary']
export type IntegrationEventView = Schemas['IntegrationEvent']
export type IntegrationEventStatus = IntegrationEventSummary['status']
export type IntegrationEventType = Schemas['IntegrationEventType']
export type VendorCallView = NonNullable<IntegrationEventView['call']>
export type ResultRequestView = NonNullable<IntegrationEventView['resultRequests']>[number]
export type EventResultView = NonNullable<IntegrationEventView['result']>

/** Bodies of requests. */
export type IntegrationBody = Schemas['NewIntegration']
export type IntegrationChangeBody = Schemas['IntegrationChange']
export type VendorAuthenticationBody = IntegrationBody['authentication']
export type IntegrationEventInput = Schemas['NewIntegrationEvent']
