/**
 * How a change of the table ended: another webhook is in the way, the webhook was removed, or the
 * version is not the newest.
 */
export type Saved = 'saved' | 'stale' | 'gone' | { conflictsWith: string }
