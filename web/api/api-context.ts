import { createContext, use } from 'react'

import type { Api } from './client.ts'

export const ApiContext = createContext<Api | undefined>(undefined)

/** The origin of the API; empty if it is the page's. */
export const ApiUrlContext = createContext('')

/** The URL of the API for programs. */
export function useApiUrl(): string {
  const apiUrl = use(ApiUrlContext)
  return apiUrl === '' ? location.origin : apiUrl
}

/** The API client of the signed-in user. */
export function useApi(): Api {
  const api = use(ApiContext)
  if (api === undefined) throw new Error('Cannot use the API: the component is outside ApiContext')
  return api
}
