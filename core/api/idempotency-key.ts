import { createHash, createHmac } from 'node:crypto'

import { type ApiResponse, type ApiRequest, textOf } from './operation.ts'
import { invalidField, problem } from './problem.ts'
import { isLeased, leaseUntil } from '../values/lease.ts'

/** A request with an Idempotency-Key: in progress, or with its response. */
export type StoredRequest = {
  marketplace: string
  /** A hash of the caller and the key. */
  id: string
  /** An HMAC of the request under the key: without the key, it reveals nothing about the body. */
  fingerprint: string
  /** Until then only one process handles the request. */
  leasedUntil: string
  /** `body` is JSON text. */
  response?: { status: number; headers: Record<string, string>; body?: string }
  revision: number
}

export type IdempotencyPorts = {
  findRequest: (
    key: Pick<StoredRequest, 'marketplace' | 'id'>,
  ) => Promise<StoredRequest | undefined>
  /** Saves the request for 24 hours; false if another change came first. */
  saveRequest: (after: StoredRequest, before: StoredRequest | undefined) => Promise<boolean>
  /** Removes the request, so that it can be repeated; false if another change came first. */
  removeRequest: (request: StoredRequest) => Promise<boolean>
  now: () => Date
}

/** Longer than any response may take: after that, the process has died. */
const leaseMs = 60_000

/** A longer body is not stored, as rows have a limit: the response's `location` names the resource. */
const bodyLimit = 262_144

type IdentifiedRequest = { method: string; path: string } & Pick<
  ApiRequest,
  'caller' | 'headers' | 'text'
>

/**
 * Acts once for each Idempotency-Key of a caller, and returns the same response for 24 hours
 * (draft-ietf-httpapi-idempotency-key-header). The response of a failure is not stored.
 */
export async function withIdempotencyKey(
  request: IdentifiedRequest,
  act: () => ApiResponse | Promise<ApiResponse>,
  ports: IdempotencyPorts,
): Promise<ApiResponse> {
  const key = request.headers['idempotency-key']
  if (key === undefined) return act()
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    return invalidField('header', 'idempotency-key', 'must be 1 to 255 visible ASCII characters')
  }
  const now = ports.now()
  const leased = leasedRequest(request, key, leaseUntil(now, leaseMs))
  const found = await ports.findRequest(leased)
  const stored = found && storedResponse(found, leased, now)
  if (stored !== undefined) return stored

  const mine = { ...leased, revision: (found?.revision ?? -1) + 1 }
  if (!(await ports.saveRequest(mine, found))) return inProgress()
  let response: ApiResponse | undefined
  try {
    response = await act()
    return response
  } finally {
    await end(mine, response, ports)
  }
}

function leasedRequest(request: IdentifiedRequest, key: string, leasedUntil: string) {
  const { method, path, caller, headers, text } = request
  const { marketplace, account } = caller
  const id = createHash('sha256')
    .update(JSON.stringify([account, key]))
    .digest('base64url')
  const what = JSON.stringify([method, path, headers['if-match'], text])
  const fingerprint = createHmac('sha256', key).update(what).digest('base64url')
  return { marketplace, id, fingerprint, leasedUntil }
}

/** The response to a repeated request; undefined when the request may be handled. */
function storedResponse(
  { fingerprint, leasedUntil, response }: StoredRequest,
  repeated: Pick<StoredRequest, 'fingerprint'>,
  now: Date,
): ApiResponse | undefined {
  if (fingerprint !== repeated.fingerprint) {
    return problem(422, 'Cannot use this Idempotency-Key: it was used for another request')
  }
  if (response === undefined) return isLeased(leasedUntil, now) ? inProgress() : undefined
  return {
    status: response.status,
    headers: { ...response.headers, 'idempotency-replayed': 'true' },
    ...(response.body !== undefined && { body: JSON.parse(response.body) as unknown }),
  }
}

function inProgress(): ApiResponse {
  const detail =
    'Cannot respond yet: a request with this Idempotency-Key is in progress; retry later'
  return problem(409, detail, { headers: { 'retry-after': '1' } })
}

/** Stores the response of a success; a request that failed may be repeated with the same key. */
async function end(
  mine: StoredRequest,
  response: ApiResponse | undefined,
  ports: IdempotencyPorts,
): Promise<void> {
  if (response === undefined || response.status >= 300) {
    await ports.removeRequest(mine)
    return
  }
  const { status, headers = {}, isSecret = false } = response
  const text = isSecret ? undefined : textOf(response)
  const body = text === undefined || text.length > bodyLimit ? {} : { body: text }
  const stored = { status, headers, ...body }
  await ports.saveRequest({ ...mine, response: stored, revision: mine.revision + 1 }, mine)
}
