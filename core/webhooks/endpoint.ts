import type { Authentication } from './authentication.ts'
import type { TlsSettings } from './certificates.ts'
import type { AwsPlace } from './aws-target.ts'

/** Identifies an endpoint: its marketplace, and its id within that. */
export type EndpointKey = { marketplace: string; id: string }

/**
 * The current signing secret, and the previous one while receivers may still use it. `sealed` is a
 * secret after encryption, bound to its marketplace and endpoint; base64.
 */
export type Signing = {
  sealed: string
  previous?: { sealed: string; validUntil: string } | undefined
  /** Present once requests had `v1a` signatures. */
  key?: SigningKey
}

/** The key pair of `v1a` signatures, with its private key sealed; and the previous one, as above. */
export type SigningKey = StoredKey & { previous?: StoredKey & { validUntil: string } }

type StoredKey = { publicKey: string; sealed: string }

/** How Standard Webhooks names its signatures: `v1` is an HMAC-SHA256, `v1a` is made by ed25519. */
type SignatureVersion = 'v1' | 'v1a'

/** A header that a manager adds to requests, as stored; the value of a secret one is sealed. */
export type CustomHeader = { name: string } & ({ value: string } | { sealed: string })

/**
 * Where and how to call: URL, authentication, secrets and limits. Deliveries, waiting rows, health,
 * access tokens and sealed secrets belong to an endpoint. Its owner decides which events it gets: a
 * webhook has subscriptions.
 */
export type Endpoint = AwsPlace &
  TlsSettings & {
    id: string
    marketplace: string
    /**
     * With masked credentials, if the URL has any; `sealedUrl` has the whole URL then, and its digest. The
     * ARN of an event bus or a queue.
     */
    url: string
    sealedUrl?: { sealed: string; digest: string }
    authentication: Authentication
    /** Further headers of its requests. */
    headers?: CustomHeader[]
    signing: Signing
    /** Which signatures requests have; default: `v1`. */
    signatures?: SignatureVersion[]
    enabled: boolean
    /**
     * When it was disabled and by whom, and why if the router did; in old rows, only that the router
     * did, and why.
     */
    disabled?: { at: string; by?: string; reason?: string }
    /** The time limit of an attempt; default: 30. */
    timeLimitSeconds?: number
    /** The waits of its retry policy; default: the router's. */
    retryWaitsSeconds?: number[]
    /** Statuses that mean delivered, besides 2xx. */
    acceptedStatuses?: number[]
    /** Statuses after which a delivery is not tried again. */
    finalStatuses?: number[]
    /** What requests contain; default: `FULL`, the event as it was published. */
    payload?: 'FULL' | 'THIN'
    /** JSONata that makes the body from the full event. */
    transformation?: string
    /** At most this many attempts per second, and at the same time. */
    limits?: { perSecond?: number; inFlight?: number }
    /** RESOURCE: the deliveries of a resource arrive in the order in which they joined its line. */
    ordering?: 'NONE' | 'RESOURCE'
    /** Counts the changes, from 1; `If-Match` compares it. */
    version: number
  }
