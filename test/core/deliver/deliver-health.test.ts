import { expect, it } from '@jest/globals'

import { deliver } from '../../../core/deliver/deliver.ts'
import { aDelivery, afterNoon, anEvent, aWebhook, firstMessage } from '../../support/builders.ts'
import { failAt } from '../../support/failing-health.ts'
import { aWorld } from '../../support/world.ts'

it('a delivery that was in flight when the circuit opened closes it, and waiting ones resume immediately', async () => {
  const [failing, open] = [failAt([0]), { ...failAt([0, 1, 2, 3, 4]), revision: 1 }]
  const given = { webhooks: [aWebhook()], events: [anEvent()], deliveries: [aDelivery()] }
  const world = aWorld({ ...given, health: [failing] })
  world.hooks.once('before', 'post', async () => {
    world.advance(5)
    await world.ports.replaceHealth(open, failing)
    await world.ports.setWakeUp({ marketplace: 'acme', id: 'webhook-1' }, afterNoon(19), undefined)
  })

  await deliver(firstMessage(), false, world.ports)

  const [health] = world.health.values()
  expect(health).toMatchObject({ failures: 0, recoveredAt: afterNoon(5) })
  expect([...world.wakeUps.values()]).toMatchObject([{ wakeAt: afterNoon(5) }])
})
