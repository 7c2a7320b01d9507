import type { AttributeValue } from 'aws-lambda'

import type { Item } from '../../core/ports.ts'

type Image = Readonly<Record<string, AttributeValue>>

/** The item of a stream record, of its texts, numbers and bytes: no other attributes are needed. */
export function itemOfImage({ pk, sk, ...image }: Image): Item {
  if (pk?.S === undefined || sk?.S === undefined) {
    throw new Error('Cannot read a stream record: its item has no key')
  }
  const attributes = Object.entries(image).map(([name, value]) => [name, plainValue(value)])
  return { ...(Object.fromEntries(attributes) as object), pk: pk.S, sk: sk.S }
}

function plainValue({ S, N, B }: AttributeValue): string | number | Uint8Array | undefined {
  if (B !== undefined) return Buffer.from(B, 'base64')
  return N === undefined ? S : Number(N)
}
