/**
 * What Postrider needs of the world beneath its own tables and queues. Each type has one
 * implementation on AWS and one on the embedded engine, and one conformance suite for both.
 */

/** Where an item is: its partition, and its place in the partition's order. */
export type Key = { pk: string; sk: string }

/** A row. `expiresAt` is epoch seconds; after that moment no read returns the item. */
export type Item = Key & { expiresAt?: number; [attribute: string]: unknown }

/** What must hold of the item that is there now: none, any, or one with these attributes. */
export type Condition = 'absent' | 'present' | Readonly<Record<string, string | number | boolean>>

export type Write = { put: Item; if?: Condition } | { remove: Key; if?: Condition }

/**
 * A range of one partition in the order of its sort keys, both ends included. With `index`, the
 * partition and the sort keys are those of the index, and what was just written may be missing.
 */
export type Query = {
  index?: string
  partition: string
  from?: string
  to?: string
  limit?: number
  newestFirst?: boolean
}

export type Table = {
  /** The item as it is now, whoever wrote it. */
  get: (key: Key) => Promise<Item | undefined>
  query: (query: Query) => Promise<Item[]>
  /** How many keys the range has; what has just ended, or changed in an index, may count. */
  count: (query: Query) => Promise<number>
  /**
   * All of the writes (at most 100, one for an item), or none: false when a condition does not
   * hold.
   */
  write: (writes: readonly Write[]) => Promise<boolean>
  /**
   * The first item of every partition, in an order of the table's own; from the partition after one
   * on.
   */
  firstItemOfEachPartition: (after?: string) => AsyncIterable<Item>
}

/** `group` names whose turn it is: no group makes another wait. `delaySeconds` is 900 at most. */
export type Message = { body: string; group: string; delaySeconds?: number }

export type Queue = {
  /** Resolves when every message is safe; throws when one of them is not. */
  send: (messages: readonly Message[]) => Promise<void>
  /** Puts a message aside for people to look at, with the reason. */
  sendDeadLetter: (message: Message, reason: string) => Promise<void>
}

/** What a secret belongs to: it opens for nothing else. */
export type SecretContext = Readonly<{
  marketplace: string
  webhook: string
  /**
   * To authenticate to the receiver or its token endpoint, which nobody sees again; to sign, which
   * managers may see; or an access token, which deliver seals and opens for itself.
   */
  purpose: 'authentication' | 'signing' | 'token'
}>

export type Secrets = {
  seal: (secret: string, context: SecretContext) => Promise<string>
  open: (sealed: string, context: SecretContext) => Promise<string>
}

/** One structured line: ids and facts, no bodies and no secrets. */
export type Log = (line: Readonly<Record<string, unknown>>) => void
