import * as z from 'zod'

import { ClientAuthentication } from '../webhooks/oauth2-input.ts'
import { named } from './named.ts'

const timestamp = z.iso.datetime()

/** An attempt, with its HTTP exchange where a list includes it. */
function attempts<Shape extends z.ZodRawShape>(exchange: Shape) {
  const status = z.int().describe('The HTTP status of the response')
  const about = {
    number: z.int().positive().describe('Starts at 1'),
    startedAt: timestamp,
    durationMs: z.number().nonnegative(),
    requestedBy: z
      .string()
      .exactOptional()
      .describe('Who requested the attempt, for a manual retry'),
    ...exchange,
  }
  const reason = z
    .string()
    .describe(
      'Why it failed, such as `status 500`, `timeout` or `refused: …`; details follow a colon',
    )
  return z.discriminatedUnion('outcome', [
    z.object({ ...about, outcome: z.literal('delivered'), status }).meta({ title: 'Delivered' }),
    z
      .object({
        ...about,
        outcome: z.literal('failed'),
        reason,
        status: status.exactOptional(),
        retryAfterSeconds: z
          .number()
          .positive()
          .exactOptional()
          .describe('How long to wait, from the `Retry-After` of the response'),
      })
      .meta({ title: 'Failed', description: 'Retried until the retry schedule ends' }),
    z
      .object({
        ...about,
        outcome: z.literal('refused'),
        reason,
        status: status.exactOptional(),
      })
      .meta({ title: 'Refused', description: 'Not retried' }),
  ])
}

const headers = z.record(z.string(), z.string())
const ms = z.number().exactOptional()

const AttemptDurations = named(
  'AttemptDurations',
  z.object({ dnsMs: ms, connectMs: ms, tlsMs: ms, firstByteMs: ms, totalMs: z.number() }),
  {
    description:
      'The duration of each phase. A reused connection skips some phases, which are absent then',
  },
)
const AttemptRequest = named(
  'AttemptRequest',
  z.object({
    url: z.string(),
    headers,
    payload: z
      .enum(['THIN', 'TRANSFORMED'])
      .exactOptional()
      .describe('What the body was; absent if it was the full event'),
  }),
  {
    description: '`[redacted]` replaces secrets',
  },
)
/** Headers and a body, as they are stored. */
export const AttemptResponse = named(
  'AttemptResponse',
  z.object({
    headers,
    body: z.object({
      text: z.string(),
      cut: z.enum(['size', 'time', 'connection', 'encoding']).exactOptional(),
    }),
  }),
  {
    description:
      'The body is limited to 4 KiB. `cut` says why it is incomplete: its size, the time limit, the connection, or its encoding',
  },
)
/** The parts of an HTTP exchange. */
export const exchange = {
  durations: AttemptDurations.exactOptional(),
  address: z.string().exactOptional().describe('The IP address of the receiver'),
  request: AttemptRequest.exactOptional(),
  response: AttemptResponse.exactOptional(),
}

const FailedTokenRequestView = named(
  'FailedTokenRequest',
  z.object({
    url: z.string(),
    durationMs: z.number().nonnegative(),
    status: z.int().exactOptional().describe('Absent if there was no response'),
    error: z.string().exactOptional().describe('The code of the error, such as `invalid_scope`'),
    description: z.string().exactOptional().describe('What the token endpoint says about it'),
  }),
  { description: 'The request for an access token that failed, without secrets' },
)

const SuggestionView = named(
  'Suggestion',
  z.object({ clientAuthentication: ClientAuthentication }),
  {
    description:
      'After a test whose client the token endpoint refused: the settings with which it issued a token. `PATCH` of the webhook takes them',
  },
)

/** An attempt with its HTTP exchange. */
export const AttemptView = named(
  'Attempt',
  attempts({
    tokenRequest: FailedTokenRequestView.exactOptional(),
    suggestion: SuggestionView.exactOptional(),
    ...exchange,
  }),
  {
    description: 'One attempt at a delivery, with its HTTP exchange if there was one',
  },
)

/** An attempt without its HTTP exchange. */
export const LastAttempt = named('LastAttempt', attempts({}), {
  description: 'The latest attempt at a delivery',
})
