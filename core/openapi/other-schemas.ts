import * as z from 'zod'

import { actions } from '../events/catalogue.ts'
import { ResourceTypeInput } from '../events/event.ts'
import { Recovery } from '../wake/recovery.ts'
import { type Role, roles, scopes } from '../api/roles.ts'
import { named } from './named.ts'

const { marketplace, list, cursor, touchedAt, revision, ...shown } = Recovery.shape

/** A recovery as people see it. */
export const RecoveryView = named('Recovery', z.object(shown), {
  description: 'A webhook’s deliveries of some time, on their way to be sent again',
})

const count = z.int().nonnegative()

/** What a recovery would send. */
export const RecoveryCount = named(
  'RecoveryCount',
  z.object({
    from: shown.from,
    to: shown.to,
    statuses: shown.statuses,
    counts: z.object({ failed: count.exactOptional(), skipped: count.exactOptional() }),
    total: count,
  }),
  { description: 'What a recovery would send' },
)

/** One resource of the catalogue. */
export const ResourceView = named(
  'Resource',
  z.object({
    type: ResourceTypeInput,
    name: z.string().describe('For people'),
    actions: z
      .array(
        z.object({
          action: z.enum(actions),
          name: z.string().describe('For people: what is `REMOVED` is "Deleted"'),
          eventType: z.string().describe('The detail-type on the bus'),
        }),
      )
      .describe('Those that it supports'),
    notes: z.string(),
    sample: z
      .object({
        uuid: z.string(),
        url: z.string(),
        content: z.record(z.string(), z.unknown()),
      })
      .describe('A made-up one, as tests send it'),
  }),
)

export const ResourceList = named('ResourceList', z.object({ items: z.array(ResourceView) }))

/** Who is signed in, and what they may do. */
export const Me = named(
  'Me',
  z.object({
    subject: z.string().describe('What a person is called; of a machine its id'),
    marketplace: z.string().describe('The marketplace that everything is inside of'),
    role: z
      .enum(Object.keys(roles) as [Role, ...Role[]])
      .nullable()
      .describe('The role that allows exactly this; `null` where none does'),
    scopes: z.array(z.enum(scopes)),
  }),
  { description: 'Who asks, and what they may do' },
)

export const RouterHealth = named('RouterHealth', z.object({ status: z.literal('ok') }))

/** OpenAPI's own schema says what this is. */
export const OpenApiDocument = named(
  'OpenApiDocument',
  z.looseObject({ openapi: z.string().regex(/^3\.1\.\d+$/), info: z.looseObject({}) }),
  { description: 'This document' },
)
