import * as z from 'zod'

import { signOperatorToken } from '../adapters/sign-in/own-tokens.ts'
import { NewMarketplace, RegisteredMarketplace } from '../core/marketplaces/marketplace.ts'
import { apiOf } from './local-api.ts'
import { localSettings } from './settings.ts'

/** The marketplaces of one router. */
export type Marketplaces = {
  /** Registers a marketplace; resolves with what to tell the operator. */
  add: (given: z.infer<typeof NewMarketplace>) => Promise<string>
  list: () => AsyncIterable<RegisteredMarketplace>
}

const Page = z.object({ items: z.array(RegisteredMarketplace), cursor: z.string().optional() })

/** Those of the router on this machine, by its API. */
export async function marketplacesHere(): Promise<Marketplaces> {
  const { port, folder } = localSettings()
  const hint = 'start it with npm start, or name a deployment on AWS with --stack'
  const call = await apiOf({ url: `http://127.0.0.1:${port}`, folder, hint }, signOperatorToken)
  return {
    add: async (given) => {
      await call('POST', '/marketplaces', given)
      return `${given.name} is registered`
    },

    async *list() {
      let path = '/marketplaces?limit=100'
      for (;;) {
        const { items, cursor } = Page.parse(await call('GET', path))
        yield* items
        if (cursor === undefined) return
        path = `/marketplaces?limit=100&cursor=${cursor}`
      }
    },
  }
}
