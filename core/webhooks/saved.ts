/**
 * How a change ended. `stale`: the version is not the newest. `gone`: the webhook was deleted.
 * `conflictsWith`: another webhook sends one of its events to the same URL.
 */
export type Saved = 'saved' | 'stale' | 'gone' | { conflictsWith: string }
