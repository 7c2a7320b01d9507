import { createHashRouter, Navigate, type RouteObject } from 'react-router'

import { Broken } from './app/screen-error.tsx'
import { Layout } from './app/layout.tsx'
import { loadScreen } from './app/load-screen.tsx'
import { NotFound } from './app/not-found.tsx'
import { places } from './common/paths.ts'
import { ReadersOnly } from './app/readers-only.tsx'
import { StillLoading } from './app/loading.tsx'

/** Every screen that shows something of the marketplace; each is loaded when it is first gone to. */
const screens: RouteObject[] = [
  { index: true, element: <Navigate to={places.webhooks} replace /> },
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
]

export function newRouter() {
  return createHashRouter([
    {
      element: <Layout />,
      errorElement: <Broken />,
      hydrateFallbackElement: <StillLoading />,
      children: [
        {
          errorElement: <Broken />,
          children: [
            { element: <ReadersOnly />, children: screens },
            { path: '*', element: <NotFound /> },
          ],
        },
      ],
    },
  ])
}
