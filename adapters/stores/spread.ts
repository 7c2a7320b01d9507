import type { Query } from '../../core/ports.ts'

/**
 * How many partitions a list is spread over. DynamoDB gives a partition 1,000 write units a second;
 * a marketplace with 3,000 deliveries a second writes 375 to each.
 */
const partitions = 8

/** Uuids may begin with the time; their last 54 bits do not say when they were made. */
const randomLetters = 9

/** The partition of a list for what belongs to the event at this position, by the end of its uuid. */
export function partitionFor(list: string, position: string): string {
  return `${list}#${hashOf(position.slice(-randomLetters)) % partitions}`
}

/** A query for each partition of a list. */
export function partitionsOf(list: Query): Query[] {
  return Array.from({ length: partitions }, (_, number) => ({
    ...list,
    partition: `${list.partition}#${number}`,
  }))
}

/** How much of each partition is read at a time for a page: the partitions share it. */
export function partSize(limit: number): number {
  return Math.max(partitions, Math.ceil(limit / 4))
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  }
  return hash >>> 0
}
