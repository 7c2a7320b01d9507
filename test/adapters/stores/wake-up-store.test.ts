import { describe, expect, it } from '@jest/globals'

import { wakeUpsIn } from '../../../adapters/stores/wake-up-store.ts'
import type { WakeUpMessage } from '../../../core/waiting/wake-up-message.ts'
import type { WakeUp } from '../../../core/waiting/wake-up-store.ts'
import { afterNoon } from '../../support/builders.ts'
import { storeTable } from '../../support/store-table.ts'

const webhook = { marketplace: 'acme', id: 'webhook-1' }

async function aStore() {
  const sent: { message: WakeUpMessage; at: string }[] = []
  const send = (message: WakeUpMessage, at: string) =>
    Promise.resolve(void sent.push({ message, at }))
  return { sent, ...wakeUpsIn(await storeTable('waiting'), send) }
}

/** The wake-up as a process runs it. */
function running(found: WakeUp | undefined, seconds = 70): WakeUp {
  const ids = { marketplace: 'acme', endpoint: 'webhook-1' }
  const token = found?.token ?? 'token-1'
  return { ...ids, token, wakeAt: afterNoon(seconds), isRunning: true }
}

describe('setWakeUp()', () => {
  it('sends the message of the wake-up that it wrote', async () => {
    const store = await aStore()

    const isSet = await store.setWakeUp(webhook, afterNoon(60), undefined)

    const { token = '', wakeAt } = (await store.findWakeUp(webhook)) ?? {}
    expect([isSet, wakeAt]).toEqual([true, afterNoon(60)])
    expect(store.sent).toEqual([
      {
        message: { kind: 'wake-up', marketplace: 'acme', endpoint: 'webhook-1', token },
        at: afterNoon(60),
      },
    ])
  })

  it('sends nothing when the wake-up was replaced meanwhile', async () => {
    const store = await aStore()
    await store.setWakeUp(webhook, afterNoon(60), undefined)

    expect(await store.setWakeUp(webhook, afterNoon(30), undefined)).toBe(false)
    expect(await store.setWakeUp(webhook, afterNoon(30), running(undefined))).toBe(false)
    expect(store.sent).toHaveLength(1)
    expect(await store.findWakeUp(webhook)).toMatchObject({ wakeAt: afterNoon(60) })
  })

  it('replaces a wake-up whose run was lost', async () => {
    const store = await aStore()
    await store.startWakeUp(running(undefined), undefined)

    await store.setWakeUp(webhook, afterNoon(300), await store.findWakeUp(webhook))

    expect(await store.findWakeUp(webhook)).not.toHaveProperty('isRunning')
  })
})

describe('startWakeUp()', () => {
  it('lets one of two processes run the wake-up that both read', async () => {
    const store = await aStore()
    await store.setWakeUp(webhook, afterNoon(0), undefined)
    const found = await store.findWakeUp(webhook)

    const first = await store.startWakeUp(running(found), found)
    const second = await store.startWakeUp(running(found, 71), found)

    expect([first, second]).toEqual([true, false])
    expect(await store.findWakeUp(webhook)).toMatchObject(running(found))
  })

  it('lets one of two processes run when both found none', async () => {
    const store = await aStore()

    const first = await store.startWakeUp(running(undefined), undefined)
    const second = await store.startWakeUp(running(undefined), undefined)

    expect([first, second]).toEqual([true, false])
  })
})

describe('removeWakeUp()', () => {
  it('deletes exactly the wake-up that was run', async () => {
    const store = await aStore()
    await store.startWakeUp(running(undefined), undefined)

    expect(await store.removeWakeUp({ ...running(undefined), token: 'other' })).toBe(false)
    expect(await store.findWakeUp(webhook)).toBeDefined()
    expect(await store.removeWakeUp(running(undefined))).toBe(true)
    expect(await store.findWakeUp(webhook)).toBeUndefined()
  })
})
