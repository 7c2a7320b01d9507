import { createHashRouter, type RouteObject } from 'react-router'

import type { DataSource } from './api/data-source.ts'
import { type Readable, reads, requestMe } from './api/me.ts'
import { Layout } from './app/layout.tsx'
import { loadScreen } from './app/load-screen.tsx'
import { Loading } from './app/loading.tsx'
import { NotFound } from './app/not-found.tsx'
import { ReadersOnly, Start } from './app/readers-only.tsx'
import type { RequestData } from './app/screen-code.ts'
import { ScreenError } from './app/screen-error.tsx'
import { integrationScreens, type Screens, webhookScreens } from './screens.ts'

export function newRouter(source: DataSource) {
  const loaderOf = loaders(source)
  const readersOnly = (what: Readable, screens: Screens): RouteObject => ({
    element: <ReadersOnly what={what} />,
    children: routesOf(screens, (requestData) => loaderOf(forReaders(what, requestData))),
  })
  return createHashRouter([
    {
      element: <Layout />,
      errorElement: <ScreenError />,
      hydrateFallbackElement: <Loading />,
      ...loaderOf(requestMe),
      children: [
        {
          errorElement: <ScreenError />,
          children: [
            { index: true, element: <Start /> },
            readersOnly('webhooks', webhookScreens),
            readersOnly('integrations', integrationScreens),
            { path: '*', element: <NotFound /> },
          ],
        },
      ],
    },
  ])
}

/** Each screen's code is loaded on its first visit. */
function routesOf(screens: Screens, loaderOf: ReturnType<typeof loaders>): RouteObject[] {
  return Object.entries(screens).map(([path, load]) => ({
    path,
    lazy: async () => {
      const { Component, requestData } = await loadScreen(load)
      return { Component, ...(requestData !== undefined && loaderOf(requestData)) }
    },
  }))
}

/** Requests nothing that the API would refuse. */
function forReaders(what: Readable, requestData: RequestData): RequestData {
  return async (source, params) =>
    reads(what, await requestMe(source)) ? requestData(source, params) : undefined
}

/** One drawing with data is faster than two, but nothing is seen until then. */
const maxWaitMs = 1_000

/**
 * Makes loaders of routes, which request the data of a screen before it is drawn. In the first second of the
 * page, drawing waits for the data; later, the components show that it is loading.
 */
function loaders(source: DataSource) {
  const firstSecond = new Promise((resolve) => setTimeout(resolve, maxWaitMs))
  return (requestData: RequestData) => ({
    loader: async ({ request: { url } }: { request: Request }) => {
      const data = requestData(source, new URL(url).searchParams)
      await Promise.race([firstSecond, data.catch(() => undefined)]) // the components show errors
      return null
    },
    shouldRevalidate: () => false, // the components request what changed parameters need
  })
}
