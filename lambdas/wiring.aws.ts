import { dynamoTable } from '../adapters/dynamodb/table.ts'
import { tableShapes } from '../adapters/stores/table-shapes.ts'
import type { Retention } from '../adapters/stores/retention.ts'
import { deflated } from '../adapters/stores/deflated.ts'
import { required, variable } from '../adapters/common/environment-variables.ts'
import type { Table } from '../core/ports.ts'
import { setting } from './settings.aws.ts'

/** The tables that the stack grants to a function. */
export const tables = {
  webhooks: () => table('webhooks', variable.webhooksTable),
  events: () => table('events', variable.eventsTable),
  deliveries: () => table('deliveries', variable.deliveriesTable),
  waiting: () => table('waiting', variable.waitingTable),
  tokens: () => table('tokens', variable.tokensTable),
  integrations: () => table('integrations', variable.integrationsTable),
}

/** The tables of the log, for functions that read or write it. */
export function logTables() {
  return {
    events: tables.events(),
    deliveries: tables.deliveries(),
    packing: deflated,
    retentionDays: setting('retentionDays'),
    ...archive(),
    now,
  }
}

/** Checked at synthesis; not set without an archive. */
function archive(): Pick<Retention, 'archive'> {
  const given = process.env[variable.archive]
  return given === 's3' || given === 'ending' ? { archive: given } : {}
}

export function now(): Date {
  return new Date()
}

function table(name: keyof typeof tableShapes, variableName: string): Table {
  return dynamoTable({ name: required(variableName), shape: tableShapes[name], now })
}
