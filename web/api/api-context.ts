import { createContext, use } from 'react'

import type { Api } from './client.ts'

export const ApiContext = createContext<Api | undefined>(undefined)

/** The API client of the signed-in user. */
export function useApi(): Api {
  const api = use(ApiContext)
  if (api === undefined) throw new Error('Cannot use the API: the component is outside ApiContext')
  return api
}
