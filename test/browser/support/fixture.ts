import { afterAll, afterEach, beforeAll, expect } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'

import { type Answer, type Receiver, startReceiver } from '../../support/receiver.ts'
import { aRouter, someKeys, testPassword, type TestRouter } from '../../support/router.ts'
import { startBrowser } from './browser.ts'
import { aVisitor, fillSignIn, type Visitor, type VisitorOptions } from './visitor.ts'

/** A browser and a router, shared by the tests of one file. */
export type Fixture = {
  router: TestRouter
  password: string
  /** A new receiver, closed after the test. */
  receiver: (answer?: Answer) => Promise<Receiver>
  /** A browser context that is not signed in. */
  visit: (options?: VisitorOptions) => Promise<Visitor>
  /** A page of a signed-in user at a screen. */
  signedIn: (user: string, screen?: string, options?: VisitorOptions) => Promise<Page>
  /** Closes something after the test, last in, first out. */
  closeLater: (close: () => Promise<unknown>) => void
}

/** Starts a browser and a router for one file, and fails a test if the page logged an error. */
export function aFixture(options: Parameters<typeof aRouter>[0] = {}): Fixture {
  const keys = someKeys()
  const password = testPassword
  const visitors: Visitor[] = []
  const closers: (() => Promise<unknown>)[] = []
  let browser: Browser
  let router: TestRouter

  beforeAll(async () => {
    browser = await startBrowser()
    router = await aRouter({ keys, pageFolder: 'web/dist', ...options })
  }, 120_000)

  afterEach(async () => {
    const finished = visitors.splice(0)
    for (const { leave } of finished) await leave()
    for (const close of closers.splice(0).reverse()) await close()
    expect(finished.flatMap(({ errors }) => errors)).toEqual([])
  })

  afterAll(async () => {
    await router.stop()
    await browser.close()
  })

  const visit = async (options?: VisitorOptions) => {
    const visitor = await aVisitor(browser, router.url, options)
    visitors.push(visitor)
    return visitor
  }
  return {
    get router() {
      return router
    },
    password,
    visit,
    receiver: async (answer) => {
      const receiver = await startReceiver(answer)
      closers.push(receiver.close)
      return receiver
    },
    signedIn: async (user, screen = '/#/webhooks', options) => {
      const { page } = await visit(options)
      await page.goto(screen)
      await fillSignIn(page, user, password)
      await page.getByRole('navigation', { name: 'Side navigation' }).waitFor({ state: 'attached' })
      return page
    },
    closeLater: (close) => closers.push(close),
  }
}
