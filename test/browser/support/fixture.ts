import { afterAll, afterEach, beforeAll, expect } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'

import { signInKeys } from '../../../adapters/sign-in/keys.ts'
import { type Answer, type Receiver, startReceiver } from '../../support/receiver.ts'
import { aRouter, someKeys, type TestRouter } from '../../support/router.ts'
import { startBrowser } from './browser.ts'
import { aVisitor, fillSignIn, type Looks, type Visitor } from './visitor.ts'

/** The managers' place as the tests of one file use it. */
export type Place = {
  router: TestRouter
  password: string
  /** A receiver of its own for whoever asks; it is closed after the test. */
  receiver: (answer?: Answer) => Promise<Receiver>
  /** Somebody who is not signed in yet. */
  visit: (looks?: Looks) => Promise<Visitor>
  /** Somebody who has signed in, and looks at that screen. */
  signedIn: (user: string, screen?: string, looks?: Looks) => Promise<Page>
  /** Called after the test, the last one first. */
  afterwards: (close: () => Promise<unknown>) => void
}

/** A browser and a router for one file of tests, and that no visitor's page had a fault. */
export function aPlace(options: Parameters<typeof aRouter>[0] = {}): Place {
  const keys = someKeys()
  const { password } = signInKeys(keys.tokenKey)
  const visitors: Visitor[] = []
  const closers: (() => Promise<unknown>)[] = []
  let browser: Browser
  let router: TestRouter

  beforeAll(async () => {
    browser = await startBrowser()
    router = await aRouter({ keys, pageFolder: 'web/dist', ...options })
  }, 120_000)

  afterEach(async () => {
    const left = visitors.splice(0)
    for (const { leave } of left) await leave()
    for (const close of closers.splice(0).reverse()) await close()
    expect(left.flatMap(({ faults }) => faults)).toEqual([])
  })

  afterAll(async () => {
    await router.stop()
    await browser.close()
  })

  const visit = async (looks?: Looks) => {
    const visitor = await aVisitor(browser, router.url, looks)
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
    signedIn: async (user, screen = '/#/webhooks', looks) => {
      const { page } = await visit(looks)
      await page.goto(screen)
      await fillSignIn(page, user, password)
      await page.getByRole('navigation', { name: 'Side navigation' }).waitFor({ state: 'attached' })
      return page
    },
    afterwards: (close) => closers.push(close),
  }
}
