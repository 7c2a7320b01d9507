import * as z from 'zod'

import { actions } from '../events/catalogue.ts'
import { ResourceTypeInput } from '../events/event-input.ts'
import { RecoverableStatus } from '../manage/recoveries.ts'
import { type Role, roles, scopes } from '../api/roles.ts'
import { named } from './named.ts'

const timestamp = z.iso.datetime()
const count = z.int().nonnegative()

const shown = {
  id: z.string(),
  status: z.enum(['running', 'completed', 'cancelled']),
  from: timestamp,
  to: timestamp,
  statuses: z.array(RecoverableStatus),
  total: count,
  recovered: count,
  createdAt: timestamp,
  by: z.string(),
  endedAt: timestamp.exactOptional(),
  reason: z.string().exactOptional(),
}

/** A recovery as the API returns it. */
export const RecoveryView = named('Recovery', z.object({ ...shown, webhook: z.string() }), {
  description: 'A job that sends a webhook’s failed or skipped deliveries of a time range again',
})

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
  { description: 'How many deliveries a recovery would send' },
)

/** A resource of the catalogue. */
const ResourceView = named(
  'Resource',
  z.object({
    type: ResourceTypeInput,
    name: z.string().describe('The display name'),
    actions: z
      .array(
        z.object({
          action: z.enum(actions),
          name: z.string().describe('The display name; `REMOVED` is "Deleted"'),
          eventType: z.string().describe('The detail-type on the event bus'),
        }),
      )
      .describe('The supported actions'),
    notes: z.string(),
    sample: z
      .object({
        uuid: z.string(),
        url: z.string(),
        content: z.record(z.string(), z.unknown()),
      })
      .describe('A sample, which tests send'),
  }),
)

export const ResourceList = named('ResourceList', z.object({ items: z.array(ResourceView) }))

/** The caller and their permissions. */
export const Me = named(
  'Me',
  z.object({
    subject: z.string().describe('The name of a person, or the id of a machine client'),
    marketplace: z.string().describe('The marketplace of the token'),
    role: z
      .enum(Object.keys(roles) as [Role, ...Role[]])
      .nullable()
      .describe('The role with exactly these scopes; `null` if there is none'),
    vendor: z.string().exactOptional().describe('The vendor of a developer'),
    isPortal: z.literal(true).exactOptional().describe('Set for the session of a portal link'),
    scopes: z.array(z.enum(scopes)),
  }),
  { description: 'The caller and their permissions' },
)

export const RouterHealth = named('RouterHealth', z.object({ status: z.literal('ok') }))

/** Defined by OpenAPI's own schema. */
export const OpenApiDocument = named(
  'OpenApiDocument',
  z.looseObject({ openapi: z.string().regex(/^3\.1\.[0-9]+$/), info: z.looseObject({}) }),
  { description: 'This document' },
)
