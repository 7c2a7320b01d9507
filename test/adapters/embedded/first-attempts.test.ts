import { describe, expect, it } from '@jest/globals'

import { firstAttempts } from '../../../adapters/embedded/first-attempts.ts'
import type { Handed } from '../../../adapters/leveldb/handed-on.ts'
import type { DeliveryMessage } from '../../../core/deliveries/delivery-message.ts'
import {
  aDelivery,
  aWaitingDelivery,
  firstMessage,
  laterMessage,
  noon,
} from '../../support/builders.ts'

function aWorld() {
  const handed: Handed[] = []
  const queued: DeliveryMessage[] = []
  const attempts = firstAttempts({
    hand: (one) => Promise.resolve(void handed.push(one)),
    queueDeliveries: (messages) => Promise.resolve(void queued.push(...messages)),
    replaceDelivery: () => Promise.resolve(true),
  })
  return { ...attempts, handed, queued }
}

describe('firstAttempts()', () => {
  it('hands first attempts on in memory, by their endpoint, and queues all others', async () => {
    const { queueDeliveries, handed, queued } = aWorld()
    const later = laterMessage(aWaitingDelivery(1, 60))

    await queueDeliveries([firstMessage(), later])

    expect(handed).toMatchObject([{ group: 'acme/webhook-1', message: firstMessage() }])
    expect(queued).toEqual([later])
  })

  it('stores one that cannot stay in memory as one that may be there twice', async () => {
    const { queueDeliveries, handed } = aWorld()

    await queueDeliveries([firstMessage()])

    expect(JSON.parse(handed[0]?.text() ?? '')).toMatchObject({ number: 1, isRedelivered: true })
  })

  it('does not count one that was handled, although its row was there before', async () => {
    const { queueDeliveries, ended, oldest } = aWorld()

    await queueDeliveries([firstMessage()])
    ended(firstMessage().delivery)

    expect(oldest()).toBeUndefined()
  })

  it('says when the oldest delivery without a row was created', async () => {
    const { queueDeliveries, replaceDelivery, oldest } = aWorld()
    const before = oldest()

    await queueDeliveries([firstMessage()])
    const meanwhile = oldest()
    await replaceDelivery(aDelivery({ status: 'successful' }), aDelivery())

    expect([before, meanwhile, oldest()]).toEqual([undefined, noon.getTime(), undefined])
  })
})
