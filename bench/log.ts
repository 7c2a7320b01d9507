import { rm } from 'node:fs/promises'

import { ClassicLevel } from 'classic-level'

import { scopeOf } from '../core/api/caller.ts'
import { apiClient } from '../test/support/api-client.ts'
import { aFolder } from '../test/support/process.ts'
import { aLog, type Log, missing } from './log-fill.ts'

/** `npm run bench:log`: response times of the log with 1,000 and with 1,000,000 deliveries. */
const sizes = [1_000, 1_000_000]
const times = 40
/** How many pages of 100 deliveries to go back; in a shorter log, to its last page. */
const pagesBack = 100

type Question = { name: string; path: string; query: Record<string, string> }
type Answered = { firstMs: number; medianMs: number; maxMs: number; items: number }

async function main(): Promise<void> {
  const answered: Answered[][] = []
  let names: string[] = []
  for (const size of sizes) {
    const folder = await aFolder()
    const db = new ClassicLevel(folder)
    const startedAt = performance.now()
    const log = await aLog(db, size)
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    console.log(`${size} deliveries of one marketplace, filled in ${seconds} s`)
    const client = apiClient(log.ports)
    const questions = await questionsTo(log, client)
    names = questions.map(({ name }) => name)
    const answers: Answered[] = []
    for (const question of questions) answers.push(await timesOf(question, client))
    answered.push(answers)
    await db.close()
    await rm(folder, { recursive: true })
  }
  print(names, answered)
}

/** Each returns a page of 50 deliveries unless it asks for something else. */
async function questionsTo({ sample, now }: Log, client: Client): Promise<Question[]> {
  const list = (name: string, query: Record<string, string>) => ({
    name,
    path: '/deliveries',
    query,
  })
  const { endpoint, event } = sample
  const to = new Date(now.getTime() - 30 * 86_400_000).toISOString()
  const from = new Date(Date.parse(to) - 86_400_000).toISOString()
  const stats = (range: string) => ({
    name: `stats of a webhook, ${range}`,
    path: `/webhooks/${endpoint}/stats`,
    query: { range },
  })
  return [
    list('the newest', {}),
    list('far back, by its cursor', { cursor: await cursorAfter(pagesBack, client) }),
    list('webhook', { webhook: endpoint }),
    list('status=successful', { status: 'successful' }),
    list('status=failed', { status: 'failed' }),
    list('status=pending', { status: 'pending' }),
    list('resource', { resource: 'USER' }),
    list('action', { action: 'REMOVED' }),
    list('from, to: a day a month ago', { from, to }),
    list('statusCode=200', { statusCode: '200' }),
    list('statusCode=503', { statusCode: '503' }),
    list('reason=timeout', { reason: 'timeout' }),
    list('event', { event: event.uuid }),
    list('resourceUuid', { resourceUuid: event.resource.uuid }),
    list('resource, action, a day', { resource: 'USER', action: 'REMOVED', from, to }),
    list('webhook, failed, statusCode', { webhook: endpoint, status: 'failed', statusCode: '503' }),
    list('webhook, pending', { webhook: endpoint, status: 'pending' }),
    list('reason without a match', { reason: missing }),
    list('webhook and another resource', { webhook: endpoint, resource: 'LEAD' }),
    { name: 'event and its deliveries', path: `/events/${event.uuid}`, query: {} },
    ...['hour', 'day', 'week', 'month'].map(stats),
  ]
}

async function timesOf(question: Question, client: Client): Promise<Answered> {
  const taken: number[] = []
  let items = 0
  for (let number = 0; number < times; number += 1) {
    const startedAt = performance.now()
    const body = await ask(question, client)
    taken.push(performance.now() - startedAt)
    items = body.items?.length ?? 0
  }
  const sorted = taken.toSorted((one, other) => one - other)
  const at = (share: number) => sorted[Math.floor(times * share)] ?? 0
  return { firstMs: taken[0] ?? 0, medianMs: at(0.5), maxMs: at(0.95), items }
}

async function cursorAfter(pages: number, client: Client): Promise<string> {
  let cursor: string | undefined
  for (let page = 0; page < pages; page += 1) {
    const query = { limit: '100', ...(cursor !== undefined && { cursor }) }
    const next = (await ask({ name: '', path: '/deliveries', query }, client)).cursor
    if (next === undefined) break
    cursor = next
  }
  if (cursor === undefined) throw new Error('Cannot go back: the log has one page only')
  return cursor
}

type Client = ReturnType<typeof apiClient>
type Body = { items?: unknown[]; cursor?: string }

async function ask({ path, query }: Question, client: Client): Promise<Body> {
  const token = { claims: { sub: 'bench', scope: scopeOf('acme', 'viewer') } }
  const { status, body } = await client(`GET ${path}`, { query, token })
  if (status !== 200) throw new Error(`Cannot ask ${path}: ${JSON.stringify(body)}`)
  return body as Body
}

function print(names: readonly string[], answered: readonly (readonly Answered[])[]): void {
  const titles = sizes.map((size) => `${size}:    p50    p95  first  items`.padStart(44))
  console.log(`\n${' '.repeat(32)}${titles.join('')}`)
  for (const [number, name] of names.entries()) {
    const cells = answered.map((answers) => {
      const { medianMs = 0, maxMs = 0, firstMs = 0, items = 0 } = answers[number] ?? {}
      const shown = [medianMs, maxMs, firstMs].map((time) => time.toFixed(1).padStart(7))
      return `${shown.join('')}${String(items).padStart(7)}`.padStart(44)
    })
    console.log(name.padEnd(32) + cells.join(''))
  }
  console.log('\nTimes are in milliseconds; "first" is the first request.')
}

await main()
