import { createContext, use } from 'react'

import type { Api } from './client.ts'

export const ApiContext = createContext<Api | undefined>(undefined)

/** The API, as whoever is signed in may use it. */
export function useApi(): Api {
  const api = use(ApiContext)
  if (api === undefined) throw new Error('Cannot use the API: there is no ApiContext around')
  return api
}
