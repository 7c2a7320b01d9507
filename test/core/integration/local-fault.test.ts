import { expect, it } from '@jest/globals'

import { LocalFault } from '../../../core/deliveries/local-fault.ts'
import { anIntegrationWorld } from '../../support/integration-world.ts'

it('callVendor() calls when the message comes again after this machine had no file left', async () => {
  const world = anIntegrationWorld()
  await world.addProduct()
  const event = await world.start()
  const queued = [...world.state.queue]
  const call = () => Promise.reject(new LocalFault('EMFILE'))
  await expect(world.work({ ...world.ports, call })).rejects.toThrow('EMFILE')
  world.state.queue.push(...queued)

  await world.work()

  expect(world.state.called).toHaveLength(1)
  expect(world.state.published).toEqual([`${event.token} completed`])
})
