import type { World } from '../worlds.ts'

type Asked = NonNullable<Parameters<World['ask']>[1]>

/** A request that leads to a response. Path parameters default to the ids of the world. */
export type Case = {
  line: string
  status: number
  /** What is special about the case. */
  when: string
  asked?: Asked
  world?: () => World
  /** What happens first. */
  before?: (world: World) => Promise<unknown>
}

/** Requests that many cases share: a new webhook, and the headers of updates. */
export const body = {
  url: 'https://crm.example.com/new',
  resource: 'SUBSCRIPTION',
  actions: ['ADDED'],
}
export const match = { 'if-match': '"1"' }
export const stale = { 'if-match': '"9"' }
export const unreadable = { 'if-match': 'x' }
