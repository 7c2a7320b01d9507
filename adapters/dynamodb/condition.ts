import type { Condition } from '../../core/ports.ts'
import { expiryAttribute } from '../stores/table-shapes.ts'

/**
 * The condition of a write as DynamoDB expressions. An item that has expired by `now` counts as
 * absent.
 */
export function conditionOf(condition: Condition | undefined, now: Date) {
  if (condition === undefined) return {}

  const expiry = { names: { '#end': expiryAttribute }, values: { ':now': now.getTime() / 1000 } }
  if (condition === 'absent') {
    return {
      ConditionExpression: 'attribute_not_exists(pk) OR #end <= :now',
      ExpressionAttributeNames: expiry.names,
      ExpressionAttributeValues: expiry.values,
    }
  }

  const attributes = condition === 'present' ? [] : Object.entries(condition)
  return {
    ConditionExpression: [
      'attribute_exists(pk)',
      '(attribute_not_exists(#end) OR #end > :now)',
      ...attributes.map((_, number) => `#name${number} = :value${number}`),
    ].join(' AND '),
    ExpressionAttributeNames: {
      ...expiry.names,
      ...Object.fromEntries(attributes.map(([name], number) => [`#name${number}`, name])),
    },
    ExpressionAttributeValues: {
      ...expiry.values,
      ...Object.fromEntries(attributes.map(([, value], number) => [`:value${number}`, value])),
    },
  }
}
