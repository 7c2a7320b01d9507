/**
 * The infrastructure that the stores and queues are built on. Each type has one implementation on
 * AWS, one on the embedded engine, and one conformance suite for both.
 */

/** The key of an item: its partition, and its sort key within the partition. */
export type Key = { pk: string; sk: string }

/** A row. `expiresAt` is in epoch seconds; no read returns the item after that. */
export type Item = Key & { expiresAt?: number; [attribute: string]: unknown }

/** What the stored item must be: absent, present, or present with these attributes. */
export type Condition = 'absent' | 'present' | Readonly<Record<string, string | number | boolean>>

export type Write = { put: Item; if?: Condition } | { remove: Key; if?: Condition }

/**
 * A range of one partition in the order of its sort keys, both ends included. With `index`, the
 * partition and the sort keys are those of the index, and recent writes may be missing; with
 * `mayBeStale` too, for half the price.
 */
export type Query = {
  index?: string
  partition: string
  from?: string
  to?: string
  limit?: number
  newestFirst?: boolean
  mayBeStale?: boolean
}

/** With `mayBeStale`, what is read may miss the writes of the last second, for half the price. */
export type ReadOptions = Pick<Query, 'mayBeStale'>

/**
 * `flush: 'later'`: a loss of power may undo the write, and nothing before or after it. For what
 * happens again then; tables on AWS are durable all the same.
 */
export type WriteOptions = { flush?: 'now' | 'later' }

export type Table = {
  /** Reads consistently, unless it may be stale. */
  get: (key: Key, options?: ReadOptions) => Promise<Item | undefined>
  /** The items with these keys that exist, in any order; recent writes may be missing. */
  getAll: (keys: readonly Key[]) => Promise<Item[]>
  query: (query: Query) => Promise<Item[]>
  /** How many keys the range has; items that have just expired or left the index may count. */
  count: (query: Query) => Promise<number>
  /** Makes all writes (at most 100, one for each item) or none: false when a condition fails. */
  write: (writes: readonly Write[], options?: WriteOptions) => Promise<boolean>
  /** The first item of every partition, after the given one in the table's own order. */
  firstItemOfEachPartition: (after?: string) => AsyncIterable<Item>
}

/** No `group` delays another one. `delaySeconds` is at most 900. */
export type Message = { body: string; group: string; delaySeconds?: number }

export type Queue = {
  /** Resolves when every message is stored; throws when one of them is not. */
  send: (messages: readonly Message[]) => Promise<void>
  /** Stores a message for people to look at, with the reason. */
  sendDeadLetter: (message: Message, reason: string) => Promise<void>
}

/** What a secret belongs to; it opens for nothing else. */
export type SecretContext = Readonly<{
  marketplace: string
  endpoint: string
  /**
   * Credentials for the receiver or its token endpoint, which are never shown; the signing secret,
   * which managers may see; a private key, which signs and is never shown; an access token, which deliver
   * seals and opens; a URL with credentials; or what a vendor signs in with.
   */
  purpose: 'authentication' | 'signing' | 'key' | 'token' | 'url' | 'vendor'
}>

export type Secrets = {
  seal: (secret: string, context: SecretContext) => Promise<string>
  open: (sealed: string, context: SecretContext) => Promise<string>
}

/** Logs one structured line: ids and facts, no bodies and no secrets. */
export type Log = (line: Readonly<Record<string, unknown>>) => void
