import type * as z from 'zod'

import { signOperatorToken } from '../adapters/sign-in/own-tokens.ts'
import type { NewMarketplace, RegisteredMarketplace } from '../core/marketplaces/marketplace.ts'
import { apiOf, dataOf } from './local-api.ts'
import { localSettings } from './settings.ts'

/** The marketplaces of one router. */
export type Marketplaces = {
  /** Registers a marketplace; resolves with what to tell the operator. */
  add: (given: z.infer<typeof NewMarketplace>) => Promise<string>
  list: () => AsyncIterable<RegisteredMarketplace>
}

/** Those of the router on this machine, by its API. */
export async function marketplacesHere(): Promise<Marketplaces> {
  const { port, folder } = localSettings()
  const hint = 'start it with npm start, or name a deployment on AWS with --stack'
  const api = await apiOf({ url: `http://127.0.0.1:${port}`, folder, hint }, signOperatorToken)
  return {
    add: async (given) => {
      await dataOf(api.POST('/marketplaces', { body: given }))
      return `${given.name} is registered`
    },

    async *list() {
      let next: { cursor?: string } = {}
      for (;;) {
        const query = { limit: 100, ...next }
        const { items, cursor } = await dataOf(api.GET('/marketplaces', { params: { query } }))
        yield* items
        if (cursor === undefined) return
        next = { cursor }
      }
    },
  }
}
