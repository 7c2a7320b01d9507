import type { AttributeValue, DynamoDBRecord } from 'aws-lambda'

import type { Item } from '../../core/ports.ts'

/** The record of a stream that says that TTL deleted this item. */
export function deletedByTtl(item: Item, eventID = `${item.pk} ${item.sk}`): DynamoDBRecord {
  return {
    eventID,
    eventName: 'REMOVE',
    eventSource: 'aws:dynamodb',
    dynamodb: {
      Keys: { pk: { S: item.pk }, sk: { S: item.sk } },
      OldImage: Object.fromEntries(
        Object.entries(item).map(([name, value]) => [name, attributeOf(value)]),
      ),
      StreamViewType: 'OLD_IMAGE',
    },
    userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
  }
}

function attributeOf(value: unknown): AttributeValue {
  if (value instanceof Uint8Array) return { B: Buffer.from(value).toString('base64') }
  return typeof value === 'number' ? { N: String(value) } : { S: String(value) }
}
