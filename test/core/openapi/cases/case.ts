import type { World } from '../worlds.ts'

type Asked = NonNullable<Parameters<World['ask']>[1]>

/** What causes an answer. Places of the path are filled with what the world has, unless told otherwise. */
export type Case = {
  line: string
  status: number
  /** What is special about it. */
  when: string
  asked?: Asked
  world?: () => World
  /** What is asked first. */
  before?: (world: World) => Promise<unknown>
}

/** What is asked of webhooks again and again: a new one, and headers of changes. */
export const body = {
  url: 'https://crm.example.com/new',
  resource: 'SUBSCRIPTION',
  actions: ['ADDED'],
}
export const match = { 'if-match': '"1"' }
export const stale = { 'if-match': '"9"' }
export const unreadable = { 'if-match': 'x' }
