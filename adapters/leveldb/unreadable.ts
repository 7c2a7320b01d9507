import type { ClassicLevel } from 'classic-level'

/** What has JSON as its value: rows, messages and dead letters. */
const prefixes = ['table/', 'queue/', 'dead/']

/**
 * Removes the entries whose value is damaged, so that no reader fails on them; resolves with how many
 * there were.
 */
export async function removeUnreadable(db: ClassicLevel): Promise<number> {
  let removed = 0
  for (const prefix of prefixes) {
    for await (const [key, value] of db.iterator({ gte: prefix, lt: `${prefix}~` })) {
      if (isJson(value)) continue
      await db.del(key)
      removed += 1
    }
  }
  return removed
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
