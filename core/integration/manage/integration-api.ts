import type { Operation } from '../../api/operation.ts'
import { type ChannelPorts, channelRoutes } from './channel-events.ts'
import { type CredentialPorts, credentialRoutes } from './credentials.ts'
import { integrationEventRoutes } from './integration-events.ts'
import { type IntegrationPorts, integrationRoutes } from './integrations.ts'
import { type PingPorts, pingRoutes } from './ping-endpoints.ts'
import { type ProductKeyPorts, productKeyRoutes } from './product-keys.ts'
import { type ProductPorts, productRoutes } from './products.ts'
import { type ResolvePorts, resolveEventRoutes } from './resolve-event.ts'

export type IntegrationApiPorts = ProductPorts &
  IntegrationPorts &
  CredentialPorts &
  ProductKeyPorts &
  PingPorts &
  ResolvePorts &
  ChannelPorts

/** Every operation on products, their integrations and integration events. */
export const integrationApiRoutes: readonly Operation<IntegrationApiPorts>[] = [
  ...productRoutes,
  ...integrationRoutes,
  ...credentialRoutes,
  ...productKeyRoutes,
  ...pingRoutes,
  ...integrationEventRoutes,
  ...resolveEventRoutes,
  ...channelRoutes,
]
