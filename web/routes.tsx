import { createHashRouter, type RouteObject } from 'react-router'

import { Layout } from './app/layout.tsx'
import { loadScreen } from './app/load-screen.tsx'
import { Loading } from './app/loading.tsx'
import { NotFound } from './app/not-found.tsx'
import { ReadersOnly, Start } from './app/readers-only.tsx'
import { ScreenError } from './app/screen-error.tsx'

/** The screens of webhooks, each loaded on its first visit. */
const webhookScreens: RouteObject[] = [
  { path: 'overview', lazy: () => loadScreen(() => import('./overview/overview-screen.tsx')) },
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
  {
    path: 'webhooks/:id/receiver',
    lazy: () => loadScreen(() => import('./webhooks/receiver/receiver-screen.tsx')),
  },
  { path: 'log', lazy: () => loadScreen(() => import('./log/log-screen.tsx')) },
  { path: 'log/:id', lazy: () => loadScreen(() => import('./log/delivery-screen.tsx')) },
  { path: 'events', lazy: () => loadScreen(() => import('./events/list/events-screen.tsx')) },
  { path: 'events/new', lazy: () => loadScreen(() => import('./events/publish-screen.tsx')) },
  { path: 'events/:uuid', lazy: () => loadScreen(() => import('./events/event-screen.tsx')) },
  {
    path: 'event-types',
    lazy: () => loadScreen(() => import('./event-types/event-types-screen.tsx')),
  },
  {
    path: 'event-types/:name',
    lazy: () => loadScreen(() => import('./event-types/event-type-screen.tsx')),
  },
  { path: 'mail', lazy: () => loadScreen(() => import('./mail/mails-screen.tsx')) },
  { path: 'mail/:id', lazy: () => loadScreen(() => import('./mail/mail-screen.tsx')) },
  { path: 'audit', lazy: () => loadScreen(() => import('./audit/audit-screen.tsx')) },
  { path: 'api-keys', lazy: () => loadScreen(() => import('./api-keys/api-keys-screen.tsx')) },
]

/** The screens of products and their integrations, which developers see too. */
const integrationScreens: RouteObject[] = [
  {
    path: 'products',
    lazy: () => loadScreen(() => import('./integration/products/products-screen.tsx')),
  },
  {
    path: 'products/:id',
    lazy: () => loadScreen(() => import('./integration/product/product-screen.tsx')),
  },
  {
    path: 'products/:id/integration/edit',
    lazy: () => loadScreen(() => import('./integration/form/integration-screen.tsx')),
  },
  {
    path: 'integration-events',
    lazy: () => loadScreen(() => import('./integration/events/events-screen.tsx')),
  },
  {
    path: 'integration-events/new',
    lazy: () => loadScreen(() => import('./integration/trigger/trigger-screen.tsx')),
  },
  {
    path: 'integration-events/:token',
    lazy: () => loadScreen(() => import('./integration/event/event-screen.tsx')),
  },
]

/** The code of the screens that are visited next, from the first one. */
export const nextScreens = [
  () => import('./webhooks/table/webhooks-screen.tsx'),
  () => import('./webhooks/detail/webhook-screen.tsx'),
  () => import('./webhooks/form/add-screen.tsx'),
  () => import('./log/log-screen.tsx'),
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
            { index: true, element: <Start /> },
            { element: <ReadersOnly what="webhooks" />, children: webhookScreens },
            { element: <ReadersOnly what="integrations" />, children: integrationScreens },
            { path: '*', element: <NotFound /> },
          ],
        },
      ],
    },
  ])
}
