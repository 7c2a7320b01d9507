import type { DeliveryDetail, EventView } from '../../api/views.ts'

/** What was signed, and the signatures, as far as they are known. */
export type Signed = {
  id: string
  timestamp: string
  attempt: number
  /** Undefined if the log has only the attempt's other headers. */
  signatures: readonly string[] | undefined
  /** Undefined if the event does not say what the body was. */
  body: string | undefined
}

/**
 * What a secret says of a signature. `made` is the position of its signature, from 0: during a rotation
 * there are two.
 */
export type Verdict =
  | { kind: 'made'; position: number }
  | { kind: 'computed'; signature: string }
  | { kind: 'other' | 'malformed' | 'unavailable' }

type SentEvent = EventView['event']

/** What the last request of a delivery signed; undefined if the log has no request. */
export function signedBy(
  { id, attempts }: Pick<DeliveryDetail, 'id' | 'attempts'>,
  event: { text: string; event: SentEvent } | undefined,
): Signed | undefined {
  for (const { number, request } of attempts.toReversed()) {
    const timestamp = request?.headers['webhook-timestamp']
    if (request === undefined || timestamp === undefined) continue
    const given = request.headers['webhook-signature']
    const signatures = given?.startsWith('v1') === true ? given.split(' ') : undefined
    const body = event && bodyOf(request, event)
    return { id, timestamp, attempt: number, signatures, body }
  }
  return undefined
}

type SentRequest = NonNullable<DeliveryDetail['attempts'][number]['request']>

/** The body that the request had. The result of a transformation is not stored. */
export function bodyOf(
  { payload }: Pick<SentRequest, 'payload'>,
  { text, event }: { text: string; event: SentEvent },
): string | undefined {
  if (payload === undefined) return text
  if (payload !== 'THIN') return undefined
  const { uuid, timestamp, resource, resourceAction } = event
  const type = `${resource.type}.${resourceAction}`.toLowerCase()
  const thin = { type: resource.type, uuid: resource.uuid, url: resource.url }
  return JSON.stringify({ uuid, timestamp, type, resource: thin, resourceAction })
}

/** Whether the secret made one of the signatures. The browser computes it, and sends nothing. */
export async function checkSecret(
  secret: string,
  { id, timestamp, signatures }: Signed,
  body: string,
): Promise<Verdict> {
  const key = keyOf(secret.trim())
  if (key === undefined) return { kind: 'malformed' }
  // Undefined on pages without TLS, in spite of its type.
  const subtle = crypto.subtle as SubtleCrypto | undefined
  if (subtle === undefined) return { kind: 'unavailable' }

  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const hmacKey = await subtle.importKey('raw', key, algorithm, false, ['sign'])
  const bytes = new TextEncoder().encode(`${id}.${timestamp}.${body}`)
  const digest = new Uint8Array(await subtle.sign('HMAC', hmacKey, bytes))
  const signature = `v1,${btoa(String.fromCharCode(...digest))}`
  if (signatures === undefined) return { kind: 'computed', signature }
  const position = signatures.indexOf(signature)
  return position < 0 ? { kind: 'other' } : { kind: 'made', position }
}

/** The bytes of a secret; undefined unless it is `whsec_` and base64. */
function keyOf(secret: string): Uint8Array<ArrayBuffer> | undefined {
  const [, base64 = ''] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? []
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    return bytes.length > 0 ? bytes : undefined
  } catch {
    return undefined
  }
}

/** How a received body differs from the one that was sent. */
export type Difference = {
  /** The first character that differs, from 1. */
  at: number
  sent: string
  received: string
  /** Whether it is the same JSON, written otherwise. */
  isSameJson: boolean
}

const shownCharacters = 24

/** Where a received body differs; undefined if it is the same. */
export function differenceOf(sent: string, received: string): Difference | undefined {
  if (sent === received) return undefined
  const [ours, theirs] = [Array.from(sent), Array.from(received)]
  const differs = ours.findIndex((character, index) => character !== theirs[index])
  const at = differs < 0 ? ours.length : differs
  const shown = (all: string[]) => all.slice(at, at + shownCharacters).join('')
  return {
    at: at + 1,
    sent: shown(ours),
    received: shown(theirs),
    isSameJson: isSameJson(sent, received),
  }
}

/** Members in another order are the same JSON. */
function isSameJson(one: string, other: string): boolean {
  try {
    return canonical(JSON.parse(one)) === canonical(JSON.parse(other))
  } catch {
    return false
  }
}

function canonical(json: unknown): string {
  return JSON.stringify(json, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}
