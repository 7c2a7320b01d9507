import { describe, expect, it } from '@jest/globals'

import { type TableName, tableShapes } from '../../../adapters/stores/table-shapes.ts'
import type { Item, Table } from '../../../core/ports.ts'
import { triedShape } from '../../conformance/table-world.ts'
import { noon } from '../../support/builders.ts'
import { billedTable } from '../../support/cost/billed-table.ts'
import { sizeOf } from '../../support/cost/capacity-units.ts'
import { countUnits, type UnitsCase } from '../../support/cost/count-units.ts'
import { newDynamoTable } from '../../support/new-dynamo-table.ts'
import { emulator } from './emulator.ts'
import { meteredClient } from './metered-client.ts'

const describeOnDynamoDBLocal = emulator === 'DynamoDB Local' ? describe : describe.skip

/** What `npm run cost` and docs/cost-and-scale.md are computed from. */
describeOnDynamoDBLocal('the capacity units that are counted without DynamoDB', () => {
  it.each<[string, UnitsCase]>([
    ['a delivery that succeeds at its first attempt', {}],
    ['five deliveries of an event', { webhooks: 5 }],
    ['a delivery whose first attempt fails', { failures: 1 }],
    ['four deliveries whose first attempts fail', { events: 4, failures: 4 }],
    ['a delivery that fails', { failures: 2 }],
  ])('are those of %s on DynamoDB', async (_, given) => {
    const { client, unitsOf } = meteredClient()
    const table = async (name: TableName, now: () => Date) =>
      (await newDynamoTable(tableShapes[name], now, client)).table
    const make = async (now: () => Date) => ({
      webhooks: await table('webhooks', now),
      events: await table('events', now),
      deliveries: await table('deliveries', now),
      waiting: await table('waiting', now),
    })

    const onDynamoDB = await countUnits(given, { make, unitsOf })

    expect(await countUnits(given)).toEqual(onDynamoDB)
  })

  it.each<[string, (table: Table) => Promise<unknown>]>([
    ['items in a batch', (table) => table.getAll([anItem(1), anItem(2)])],
    [
      'an item in a batch, and one that is not there',
      (table) => table.getAll([anItem(1), anItem(9)]),
    ],
    ['an index with its attributes', (table) => table.query({ index: 'byNumber', partition: 'n' })],
    [
      'an index of keys, and its items',
      (table) => table.query({ index: 'byStatus', partition: 's' }),
    ],
    ['an item that may be stale', (table) => table.get(anItem(1), { mayBeStale: true })],
    ['items that may be stale', (table) => table.query({ partition: 'p', mayBeStale: true })],
    ['a count', (table) => table.count({ partition: 'p' })],
    [
      'a change of an attribute in an index',
      (table) => table.write([{ put: { ...anItem(1), number: 5 } }]),
    ],
    [
      'a change of another attribute',
      (table) => table.write([{ put: { ...anItem(1), other: 5 } }]),
    ],
    [
      'a changed key of an index',
      (table) => table.write([{ put: { ...anItem(1), numberKey: 'm' } }]),
    ],
    ['a removal', (table) => table.write([{ remove: anItem(1) }])],
  ])('are those of %s', async (_, act) => {
    const { client, unitsOf } = meteredClient()
    const { table } = await newDynamoTable(triedShape, () => noon, client)
    const billed = billedTable(triedShape, () => noon)
    for (const item of [anItem(1), anItem(2)]) {
      await table.write([{ put: item }])
      await billed.write([{ put: item }])
    }
    const before = structuredClone(billed.bill)

    const onDynamoDB = await unitsOf(() => act(table))
    await act(billed)

    const { reads, writes } = billed.bill
    expect({ reads: reads - before.reads, writes: writes - before.writes }).toEqual({
      reads: onDynamoDB.reads,
      writes: onDynamoDB.writes,
    })
  })

  it.each<[string, unknown]>([
    ['a text', 'é🚚'],
    ['a small number', 7],
    ['a large number', 1_790_000_123_456],
    ['a number with zeros', 120_000],
    ['a number with an odd count of zeros', 12_000],
    ['a fraction', 180.4],
    ['a negative number', -12.5],
    ['a small fraction', 0.0025],
    ['zero', 0],
    ['true', true],
    ['null', null],
    ['bytes', new Uint8Array([1, 2, 3])],
    ['a list', ['a', 1, { b: [] }]],
    ['a map', { a: { b: 'c', d: undefined }, e: [] }],
    ['an empty map', {}],
  ])('are those of an item with %s, to the byte', async (_, value) => {
    const { client, unitsOf } = meteredClient()
    const { table } = await newDynamoTable(tableShapes.events, () => noon, client)
    const item = (padding: number) => ({ pk: 'p', sk: 's', value, x: 'x'.repeat(padding) })
    const fits = 1024 - sizeOf(item(0))

    const units = []
    for (const put of [item(fits), item(fits + 1)]) {
      await table.write([{ remove: put }])
      units.push((await unitsOf(() => table.write([{ put }]))).writes)
    }

    expect(units).toEqual([1, 2])
  })
})

/** In two indexes, and larger than a unit of reads. */
function anItem(number: number): Item {
  const place = { statusKey: 's', position: `${number}`, numberKey: 'n', number, expiresAt: 2e9 }
  return { pk: 'p', sk: `${number}`, ...place, packed: new Uint8Array(5000) }
}
