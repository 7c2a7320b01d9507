import type { QueryClient } from '@tanstack/react-query'

import type { Api } from './client.ts'

/** The API and its cache, for requests before a component is drawn. */
export type DataSource = { api: Api; queries: QueryClient }
