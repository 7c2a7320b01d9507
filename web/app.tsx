import { I18nProvider } from '@cloudscape-design/components/i18n'
import messages from '@cloudscape-design/components/i18n/messages/all.en'
import { type Query, type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { RouterProvider } from 'react-router/dom'

import { ApiContext, ApiUrlContext } from './api/api-context.ts'
import { createApi } from './api/client.ts'
import { connection } from './api/connection.ts'
import { newQueryClient } from './api/query-client.ts'
import { loadWhenIdle } from './app/load-when-idle.ts'
import { Reconnect } from './app/reconnect.tsx'
import { newRouter } from './routes.tsx'
import { nextScreens } from './screens.ts'
import type { Config } from './sign-in/config.ts'
import { SessionContext } from './sign-in/session-context.ts'
import { SessionExpired } from './sign-in/session-expired.tsx'
import type { Session } from './sign-in/session.ts'

/** The page of the signed-in user. */
export function App({ config, session }: { config: Config; session: Session }) {
  const [queries] = useState(newQueryClient)
  const [api] = useState(() =>
    createApi({
      apiUrl: config.apiUrl,
      fetch: (...request) => fetch(...request),
      accessToken: session.accessToken,
      renewToken: session.renewToken,
      connection: {
        onLost: () => connection.set('offline'),
        onResponse: () => connection.set('online'),
      },
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    }),
  )
  const [router] = useState(() => newRouter({ api, queries }))
  useEffect(() => {
    loadWhenIdle(nextScreens, () => !isShown(queries))
  }, [queries])
  return (
    <I18nProvider locale="en" messages={[messages]}>
      <SessionContext value={session}>
        <ApiContext value={api}>
          <ApiUrlContext value={config.apiUrl}>
            <QueryClientProvider client={queries}>
              <RouterProvider router={router} />
              <SessionExpired />
              <Reconnect apiUrl={config.apiUrl} />
            </QueryClientProvider>
          </ApiUrlContext>
        </ApiContext>
      </SessionContext>
    </I18nProvider>
  )
}

/** Whether a screen has its data, which more than the user's is. */
function isShown(queries: QueryClient): boolean {
  const isLoaded = ({ queryKey: [what], state }: Query) => what !== 'me' && state.data !== undefined
  return queries.isFetching() === 0 && queries.getQueryCache().getAll().some(isLoaded)
}
