import type { ClassicLevel } from 'classic-level'

/** How many entries a database has: rows by table, messages and dead letters by queue. */
type EntryCounts = Readonly<Record<'rows' | 'messages' | 'deadLetters', Counts>>

type Counts = ReadonlyMap<string, number>

export async function countEntries(db: ClassicLevel): Promise<EntryCounts> {
  return {
    rows: await countBelow('table/', db),
    messages: await countBelow('queue/', db),
    deadLetters: await countBelow('dead/', db),
  }
}

/** `3 rows (webhooks 1, events 2), 0 messages, 1 dead letters (deliveries 1)` */
export function describeCounts({ rows, messages, deadLetters }: EntryCounts): string {
  return [
    describe('rows', rows),
    describe('messages', messages),
    describe('dead letters', deadLetters),
  ].join(', ')
}

function describe(name: string, counts: Counts): string {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const each = [...counts].map(([part, count]) => `${part} ${count}`).join(', ')
  return `${total} ${name}${each === '' ? '' : ` (${each})`}`
}

/** The number of keys below a prefix such as `table/`, by the part of the key after it. */
async function countBelow(prefix: string, db: ClassicLevel): Promise<Counts> {
  const counts = new Map<string, number>()
  for await (const key of db.keys({ gte: prefix, lt: `${prefix}~` })) {
    const [name = ''] = key.slice(prefix.length).split('/', 1)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return counts
}
