import { type ConsumedCapacity, DynamoDBClient } from '@aws-sdk/client-dynamodb'

/** Capacity units, as DynamoDB counts them: what it bills, and what a partition has a limit of. */
type Units = {
  reads: number
  writes: number
  /** Those writes that went to an index, by its name. */
  indexWrites: Record<string, number>
}

/** What AWS counts for a consistent query that finds nothing; DynamoDB Local counts 0. */
const minReadUnits = 1

const writing = ['PutItemCommand', 'DeleteItemCommand', 'TransactWriteItemsCommand']

/** A client that adds up the capacity units of its requests. */
export function meteredClient() {
  const client = new DynamoDBClient({})
  const units: Units = { reads: 0, writes: 0, indexWrites: {} }
  const add = (consumed: ConsumedCapacity, isWrite: boolean) => {
    const { CapacityUnits = 0, GlobalSecondaryIndexes = {} } = consumed
    if (!isWrite) {
      units.reads += Math.max(CapacityUnits, minReadUnits)
      return
    }
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
        const consumed = 'ConsumedCapacity' in result.output ? result.output.ConsumedCapacity : []
        for (const one of [consumed ?? []].flat()) {
          if ('CapacityUnits' in one) add(one, writing.includes(commandName))
        }
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
