import type { OAuth2 } from '../webhooks/authentication.ts'
import {
  type IntegrationEventType,
  type interactiveTypes,
  productEventTypes,
} from './event-types.ts'

/** Identifies a product: its marketplace, and its id within that. */
export type ProductKey = { marketplace: string; id: string }

/** What a vendor sells on a marketplace. */
export type Product = ProductKey & {
  name: string
  /** The vendor's id, which its developers have in their role. */
  vendor: string
  /** `published` needs a passed ping test of every endpoint. */
  status: 'development' | 'published'
  integration?: Integration
  createdAt: string
  createdBy: string
  changedAt: string
  changedBy: string
  /** Counts the changes, from 1; `If-Match` compares it. */
  version: number
  /** Counts the ping tests, which are no changes. */
  pingCount: number
}

/** The endpoints: one for each event type, but one for all types of add-ons. */
export const endpointNames = [...productEventTypes, 'ADDON'] as const
export type EndpointName = (typeof endpointNames)[number]

/** How a product's vendor is reached, and how the vendor reaches us. */
export type Integration = {
  enabled: boolean
  /** URLs that contain `{eventUrl}` or a parameter `eventUrl`; `DEFAULT` serves all other types. */
  endpoints: Partial<Record<EndpointName | 'DEFAULT', string>>
  interactive: (typeof interactiveTypes)[number][]
  /** Whether the vendor gets notices of upcoming invoices. */
  upcomingInvoiceNotices: boolean
  notificationEmail?: string
  /** The time limit of a call; default: 5. */
  timeLimitSeconds?: number
  /** How our calls are authenticated. */
  authentication: VendorAuthentication
  /** By which the vendor reads events and sends results: the newest, and its predecessor. */
  credentials: VendorCredential[]
  /** The last ping test of each endpoint. */
  pings: Partial<Record<EndpointName, Ping>>
}

/**
 * How a call to a vendor is authenticated, as stored. OAuth 1.0 signs with the newest credential,
 * which vendor and marketplace share.
 */
export type VendorAuthentication =
  | { type: 'OAUTH1' }
  | { type: 'BASIC'; username: string; sealed: string }
  | (OAuth2 & { type: 'OAUTH2_CLIENT_CREDENTIALS' })

/** A credential of the vendor: an OAuth 1.0 consumer, or a client of our token endpoint. */
export type VendorCredential = {
  type: 'OAUTH1' | 'OAUTH2'
  /** The consumer key, or the client id. */
  key: string
  /** Its secret, sealed for the product. */
  sealed: string
  createdAt: string
  /** Set when a newer one replaced it. */
  validUntil?: string
}

/** The outcome of a ping test. */
export type Ping = { at: string; url: string; passed: boolean; status?: number; reason?: string }

/** The endpoint for events of this type. */
export function endpointNameOf(type: IntegrationEventType): EndpointName {
  return type.startsWith('ADDON_') ? 'ADDON' : (type as EndpointName)
}

/** The URL for events of this type; undefined if the vendor has none. */
export function endpointUrlOf(
  { endpoints }: Pick<Integration, 'endpoints'>,
  name: EndpointName,
): string | undefined {
  return endpoints[name] ?? endpoints.DEFAULT
}

/** The owner of a product's secrets and access tokens, which no endpoint of a webhook can be. */
export function ownerOf({ marketplace, id }: ProductKey) {
  return { marketplace, id: `product-${id}` }
}

/** The credentials that are valid at that time, newest first. */
export function validCredentials(
  { credentials }: Pick<Integration, 'credentials'>,
  at: Date,
): VendorCredential[] {
  return credentials.filter(
    ({ validUntil }) => validUntil === undefined || Date.parse(validUntil) > at.getTime(),
  )
}
