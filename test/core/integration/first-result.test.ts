import { expect, it } from '@jest/globals'

import { changeEvent, ended } from '../../../core/integration/end-event.ts'
import { subscriptionOf } from '../../../core/integration/subject.ts'
import { noon } from '../../support/builders.ts'
import { anIntegrationWorld, replyOf } from '../../support/integration-world.ts'

const at = noon.toISOString()

it('The account of the first result stays when a second one comes at the same time', async () => {
  const reply = () => Promise.resolve(replyOf(202, {}))
  const world = anIntegrationWorld({ reply })
  await world.addProduct()
  await world.start()
  await world.work()
  const [pending] = (await world.list()).events
  if (pending === undefined) throw new Error('there is no event')
  const { ports } = world
  const take = (accountIdentifier: string, with_: typeof ports) =>
    changeEvent(
      pending,
      (event) =>
        event.stage === 'ended'
          ? undefined
          : ended(event, { at, by: 'request', success: true, accountIdentifier }),
      with_,
    )

  // The second result begins and ends while the first one is being saved, and loses.
  let second: ReturnType<typeof take> | undefined
  let isFirstSaved: Promise<boolean> | undefined
  const secondPorts: typeof ports = {
    ...ports,
    replaceIntegrationEvent: async (...change) => {
      await isFirstSaved
      return ports.replaceIntegrationEvent(...change)
    },
  }
  const first = await take('first', {
    ...ports,
    replaceIntegrationEvent: (...change) => {
      if (second !== undefined) return ports.replaceIntegrationEvent(...change)
      second = take('second', {
        ...secondPorts,
        saveAccount: async (...account) => {
          await ports.saveAccount(...account)
          isFirstSaved ??= ports.replaceIntegrationEvent(...change)
        },
      })
      return second.then(() => isFirstSaved ?? false)
    },
  })

  const key = { marketplace: 'acme', id: 'product-1' }
  const [event] = (await world.list()).events
  expect([first?.isChanged, (await second)?.isChanged]).toEqual([true, false])
  expect(event?.result?.accountIdentifier).toBe('first')
  expect(await ports.findAccount(key, subscriptionOf(pending.asked))).toBe('first')
})
