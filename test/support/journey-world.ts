import { afterEach } from '@jest/globals'

import { type Answer, startReceiver } from './receiver.ts'
import { aRouter } from './router.ts'

type Options = Parameters<typeof aRouter>[0] & { answer?: Answer }

/** Starts routers, each with a receiver and a manager's client; they are closed after the test. */
export function journeyWorlds() {
  const closers: (() => Promise<void>)[] = []

  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close()
  })

  return async (options: Options = {}) => {
    const receiver = await startReceiver(options.answer)
    const router = await aRouter(options)
    closers.push(receiver.close, router.stop)
    return { receiver, router, api: router.as('manager') }
  }
}
