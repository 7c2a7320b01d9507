import { type ConsumedCapacity, DynamoDBClient } from '@aws-sdk/client-dynamodb'

import type { Units } from '../../support/cost/capacity-units.ts'

/**
 * What AWS counts for a query that finds nothing, and for a key of an eventually consistent batch that
 * is not there; DynamoDB Local counts 0.
 */
const minReadUnits = { consistent: 1, stale: 0.5 }

const writing = ['PutItemCommand', 'DeleteItemCommand']

/** What AWS counts for an item of up to 1 KB in a transaction; DynamoDB Local counts 4 for all of them. */
const transactionUnits = 2

/** A client that adds up the capacity units of its requests. */
export function meteredClient() {
  const client = new DynamoDBClient({})
  const units = { reads: 0, writes: 0, indexWrites: {} as Record<string, number> }
  const addReads = ({ CapacityUnits = 0 }: ConsumedCapacity, input: object) => {
    const isConsistent = 'ConsistentRead' in input && input.ConsistentRead === true
    units.reads += Math.max(CapacityUnits, minReadUnits[isConsistent ? 'consistent' : 'stale'])
  }
  const addWrites = ({ CapacityUnits = 0, GlobalSecondaryIndexes = {} }: ConsumedCapacity) => {
    units.writes += CapacityUnits
    for (const [index, { CapacityUnits: own = 0 }] of Object.entries(GlobalSecondaryIndexes)) {
      units.indexWrites[index] = (units.indexWrites[index] ?? 0) + own
    }
  }

  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const input = { ...args.input, ReturnConsumedCapacity: 'INDEXES' }
        const result = await next({ ...args, input })
        if ('TransactItems' in input) {
          units.writes += transactionUnits * (input.TransactItems as unknown[]).length
          return result
        }
        const consumed = 'ConsumedCapacity' in result.output ? result.output.ConsumedCapacity : []
        for (const one of [consumed ?? []].flat()) {
          if (!('CapacityUnits' in one)) continue
          if (writing.includes(commandName)) addWrites(one)
          else addReads(one, input)
        }
        units.reads += minReadUnits.stale * missingIn(input, result.output)
        return result
      },
    { step: 'initialize' },
  )
  return {
    client,
    /** The units of everything that `act` does. */
    unitsOf: async (act: () => Promise<unknown>): Promise<Units> => {
      Object.assign(units, { reads: 0, writes: 0, indexWrites: {} })
      await act()
      return structuredClone(units)
    },
  }
}

/** The keys of a BatchGetItem that have no item. */
function missingIn(input: object, output: object): number {
  if (!('RequestItems' in input && 'Responses' in output)) return 0
  const wanted = Object.values(input.RequestItems as Record<string, { Keys: unknown[] }>)
  const found = Object.values(output.Responses as Record<string, unknown[]>)
  const count = (all: readonly (readonly unknown[])[]) => all.flat().length
  return count(wanted.map(({ Keys }) => Keys)) - count(found)
}
