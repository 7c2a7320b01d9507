import { createHashRouter, Navigate, type RouteObject } from 'react-router'

import { Layout } from './app/layout.tsx'
import { loadScreen } from './app/load-screen.tsx'
import { Loading } from './app/loading.tsx'
import { NotFound } from './app/not-found.tsx'
import { ReadersOnly } from './app/readers-only.tsx'
import { ScreenError } from './app/screen-error.tsx'
import { paths } from './common/paths.ts'

/** The screens for viewers and managers, each loaded on its first visit. */
const screens: RouteObject[] = [
  { index: true, element: <Navigate to={paths.webhooks} replace /> },
  {
    path: 'webhooks',
    lazy: () => loadScreen(() => import('./webhooks/table/webhooks-screen.tsx')),
  },
  { path: 'webhooks/new', lazy: () => loadScreen(() => import('./webhooks/form/add-screen.tsx')) },
  {
    path: 'webhooks/:id',
    lazy: () => loadScreen(() => import('./webhooks/detail/webhook-screen.tsx')),
  },
  {
    path: 'webhooks/:id/edit',
    lazy: () => loadScreen(() => import('./webhooks/form/edit-screen.tsx')),
  },
  { path: 'log', lazy: () => loadScreen(() => import('./log/log-screen.tsx')) },
  { path: 'log/:id', lazy: () => loadScreen(() => import('./log/delivery-screen.tsx')) },
  { path: 'events/new', lazy: () => loadScreen(() => import('./events/publish-screen.tsx')) },
  { path: 'events/:uuid', lazy: () => loadScreen(() => import('./events/event-screen.tsx')) },
  { path: 'audit', lazy: () => loadScreen(() => import('./audit/audit-screen.tsx')) },
  { path: 'api-keys', lazy: () => loadScreen(() => import('./api-keys/api-keys-screen.tsx')) },
]

export function newRouter() {
  return createHashRouter([
    {
      element: <Layout />,
      errorElement: <ScreenError />,
      hydrateFallbackElement: <Loading />,
      children: [
        {
          errorElement: <ScreenError />,
          children: [
            { element: <ReadersOnly />, children: screens },
            { path: '*', element: <NotFound /> },
          ],
        },
      ],
    },
  ])
}
