import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { describe, expect, it } from '@jest/globals'

import { deflated } from '../../../adapters/stores/deflated.ts'
import { noon, triedShape } from '../../conformance/table-world.ts'
import { describeTable } from '../../conformance/table.ts'
import { newDynamoTable } from '../../support/new-dynamo-table.ts'
import { emulator } from './emulator.ts'

describeTable(`DynamoDB (${emulator})`, (now) => newDynamoTable(triedShape, now))

describe(`write() on DynamoDB (${emulator})`, () => {
  it('recognises packed bytes that were written before the response was lost', async () => {
    const { table, close } = await newDynamoTable(triedShape, () => noon, losesFirstResponse())
    const put = { pk: 'p', sk: 's', packed: deflated.pack({ facts: { a: 1 } }, 'DELIVERY') }

    expect(await table.write([{ put, if: 'absent' }])).toBe(true)
    expect(await table.get(put)).toEqual(put)
    expect(await table.write([{ put, if: 'absent' }])).toBe(false)
    await close()
  })
})

/** A client that has written, but does not know, when it sends its first request again. */
function losesFirstResponse(): DynamoDBClient {
  const client = new DynamoDBClient({})
  let isLost = false
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args)
      if (isLost) return result
      isLost = true
      throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError' })
    },
    { step: 'finalizeRequest', priority: 'low' },
  )
  return client
}
