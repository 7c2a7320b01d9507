import type { World } from '../worlds.ts'
import type { Case } from './case.ts'

const acme = { name: 'acme', description: 'Acme Cloud Store' }

/** Registers `acme`. */
export const registered = ({ ask }: World) => ask('POST /marketplaces', { body: acme })

export const ofMarketplaces: Case[] = [
  { line: 'POST /marketplaces', status: 201, when: 'the name is free', asked: { body: acme } },
  {
    line: 'POST /marketplaces',
    status: 409,
    when: 'the name is taken',
    asked: { body: acme },
    before: registered,
  },
  { line: 'GET /marketplaces', status: 200, when: 'there is none' },
  {
    line: 'GET /marketplaces',
    status: 200,
    when: 'there are more',
    asked: { query: { limit: '1' } },
    before: async (world) => {
      await registered(world)
      await world.ask('POST /marketplaces', { body: { name: 'globex' } })
    },
  },
  { line: 'GET /marketplaces/{name}', status: 200, when: 'there is one', before: registered },
  { line: 'GET /audit', status: 200, when: 'the marketplace was registered', before: registered },
]
