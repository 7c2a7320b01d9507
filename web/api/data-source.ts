import type { QueryClient } from '@tanstack/react-query'

import type { Api } from './client.ts'

/** Where data is requested ahead: outside the components, which have both in their context. */
export type DataSource = { api: Api; queries: QueryClient }
