import { createHashRouter, Navigate, type RouteObject } from 'react-router'

import { Broken } from './broken.tsx'
import { Layout } from './layout.tsx'
import { loadScreen } from './load-screen.tsx'
import { NotFound } from './not-found.tsx'
import { places } from './places.ts'
import { ReadersOnly } from './readers-only.tsx'
import { StillLoading } from './still-loading.tsx'

/** Every screen that shows something of the marketplace; each is loaded when it is first gone to. */
const screens: RouteObject[] = [
  { index: true, element: <Navigate to={places.webhooks} replace /> },
  {
    path: 'webhooks',
    lazy: () => loadScreen(() => import('../webhooks/table/webhooks-screen.tsx')),
  },
  { path: 'webhooks/new', lazy: () => loadScreen(() => import('../webhooks/form/add-screen.tsx')) },
  {
    path: 'webhooks/:id',
    lazy: () => loadScreen(() => import('../webhooks/detail/webhook-screen.tsx')),
  },
  {
    path: 'webhooks/:id/edit',
    lazy: () => loadScreen(() => import('../webhooks/form/edit-screen.tsx')),
  },
  { path: 'log', lazy: () => loadScreen(() => import('../log/log-screen.tsx')) },
  { path: 'log/:id', lazy: () => loadScreen(() => import('../log/delivery-screen.tsx')) },
  { path: 'events/new', lazy: () => loadScreen(() => import('../events/try-screen.tsx')) },
  { path: 'events/:uuid', lazy: () => loadScreen(() => import('../events/event-screen.tsx')) },
  { path: 'audit', lazy: () => loadScreen(() => import('../audit/audit-screen.tsx')) },
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
