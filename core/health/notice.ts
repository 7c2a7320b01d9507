import * as z from 'zod'

import { Stage } from './disable-policy.ts'

/** The `source` of notices on the bus; no marketplace may have it. */
export const noticeSource = 'postrider'

const fields = {
  at: z.iso.datetime(),
  /** When the first of the failures happened. */
  failingSince: z.iso.datetime(),
  reason: z.string(),
}

/** News for a webhook's owner, published on the bus as `webhook.failing` and so on. */
export const Notice = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('failing'),
    stage: Stage,
    disablesAt: z.iso.datetime(),
    ...fields,
  }),
  z.object({
    kind: z.literal('disabled'),
    /** The version of the webhook that failed: if it was changed since, it is not disabled. */
    version: z.int(),
    ...fields,
  }),
  z.object({ kind: z.literal('recovered'), at: fields.at, failingSince: fields.failingSince }),
])
export type Notice = z.infer<typeof Notice>
