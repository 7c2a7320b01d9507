import { createHash, createHmac } from 'node:crypto'

import * as z from 'zod'

import { type ApiResponse, type ApiRequest, textOf } from './operation.ts'
import { invalidField, problem } from './problem.ts'
import { isLeased, leaseUntil } from '../values/lease.ts'

/** A request that carried an Idempotency-Key: in progress, or with the answer that it got. */
export const StoredRequest = z.object({
  marketplace: z.string(),
  /** Made of who asked and the key. */
  id: z.string(),
  /** Made of what was asked, under the key: without the key, nobody can guess at a body with it. */
  fingerprint: z.string(),
  /** Nobody else takes it up until then, unless it was answered. */
  leasedUntil: z.iso.datetime(),
  answer: z
    .object({
      status: z.int(),
      headers: z.record(z.string(), z.string()),
      /** JSON text. */
      body: z.string().exactOptional(),
    })
    .exactOptional(),
  revision: z.int().nonnegative(),
})
export type StoredRequest = z.infer<typeof StoredRequest>

export type IdempotencyPorts = {
  findRequest: (
    key: Pick<StoredRequest, 'marketplace' | 'id'>,
  ) => Promise<StoredRequest | undefined>
  /** Saves it for 24 hours, unless another change came between (false). */
  keepRequest: (after: StoredRequest, before: StoredRequest | undefined) => Promise<boolean>
  /** Lets it be as if it had never been asked, unless another change came between (false). */
  forgetRequest: (request: StoredRequest) => Promise<boolean>
  now: () => Date
}

/** Longer than any response may take: after that, the process that was to give it is gone. */
const leaseMs = 60_000

/** A longer body is not kept, for a row has its limit: the answer's `location` tells where it is. */
const bodyLimit = 262_144

type IdentifiedRequest = { method: string; path: string } & Pick<
  ApiRequest,
  'caller' | 'headers' | 'text'
>

/**
 * Acts once for each Idempotency-Key of a caller, and gives the same answer again for 24 hours
 * (draft-ietf-httpapi-idempotency-key-header). What did not succeed is not kept.
 */
export async function withIdempotencyKey(
  asked: IdentifiedRequest,
  act: () => ApiResponse | Promise<ApiResponse>,
  ports: IdempotencyPorts,
): Promise<ApiResponse> {
  const key = asked.headers['idempotency-key']
  if (key === undefined) return act()
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    return invalidField('header', 'idempotency-key', 'must be 1 to 255 visible ASCII characters')
  }
  const now = ports.now()
  const request = requestOf(asked, key, leaseUntil(now, leaseMs))
  const found = await ports.findRequest(request)
  const known = found && answerOf(found, request, now)
  if (known !== undefined) return known

  const mine = { ...request, revision: (found?.revision ?? -1) + 1 }
  if (!(await ports.keepRequest(mine, found))) return inProgress()
  let answer: ApiResponse | undefined
  try {
    answer = await act()
    return answer
  } finally {
    await end(mine, answer, ports)
  }
}

function requestOf(asked: IdentifiedRequest, key: string, leasedUntil: string) {
  const { method, path, caller, headers, text } = asked
  const { marketplace, account } = caller
  const id = createHash('sha256')
    .update(JSON.stringify([account, key]))
    .digest('base64url')
  const what = JSON.stringify([method, path, headers['if-match'], text])
  const fingerprint = createHmac('sha256', key).update(what).digest('base64url')
  return { marketplace, id, fingerprint, leasedUntil }
}

/** What there is to say of a request that is known; undefined when it may be taken up. */
function answerOf(
  { fingerprint, leasedUntil, answer }: StoredRequest,
  request: Pick<StoredRequest, 'fingerprint'>,
  now: Date,
): ApiResponse | undefined {
  if (fingerprint !== request.fingerprint) {
    return problem(422, 'Cannot use this Idempotency-Key: it was used for another request')
  }
  if (answer === undefined) return isLeased(leasedUntil, now) ? inProgress() : undefined
  return {
    status: answer.status,
    headers: { ...answer.headers, 'idempotency-replayed': 'true' },
    ...(answer.body !== undefined && { body: JSON.parse(answer.body) as unknown }),
  }
}

function inProgress(): ApiResponse {
  const detail =
    'Cannot respond yet: a request with this Idempotency-Key is in progress; retry later'
  return problem(409, detail, { headers: { 'retry-after': '1' } })
}

/** Keeps the answer to what succeeded; anything else may be asked again with the same key. */
async function end(mine: StoredRequest, answer: ApiResponse | undefined, ports: IdempotencyPorts) {
  if (answer === undefined || answer.status >= 300) return ports.forgetRequest(mine)

  const { status, headers = {} } = answer
  const body = textOf(answer)
  const isKept = body !== undefined && body.length <= bodyLimit
  const kept = { status, headers, ...(isKept && { body }) }
  return ports.keepRequest({ ...mine, answer: kept, revision: mine.revision + 1 }, mine)
}
