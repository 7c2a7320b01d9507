import { createHashRouter, Navigate, type RouteObject } from 'react-router'

import { Broken } from './broken.tsx'
import { Layout } from './layout.tsx'
import { NotFound } from './not-found.tsx'
import { places } from './places.ts'
import { ReadersOnly } from './readers-only.tsx'
import { StillLoading } from './still-loading.tsx'

/** Every screen that shows something of the marketplace; each is loaded when it is first gone to. */
const screens: RouteObject[] = [
  { index: true, element: <Navigate to={places.webhooks} replace /> },
  { path: 'webhooks', lazy: async () => import('../webhooks/table/webhooks-screen.tsx') },
  { path: 'webhooks/new', lazy: async () => import('../webhooks/form/add-screen.tsx') },
  { path: 'webhooks/:id', lazy: async () => import('../webhooks/detail/webhook-screen.tsx') },
  { path: 'webhooks/:id/edit', lazy: async () => import('../webhooks/form/edit-screen.tsx') },
  { path: 'log', lazy: async () => import('../log/log-screen.tsx') },
  { path: 'log/:id', lazy: async () => import('../log/delivery-screen.tsx') },
  { path: 'events/new', lazy: async () => import('../events/try-screen.tsx') },
  { path: 'events/:uuid', lazy: async () => import('../events/event-screen.tsx') },
  { path: 'audit', lazy: async () => import('../audit/audit-screen.tsx') },
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
