import { describe, expect, it } from '@jest/globals'

import { serverCertificatesIn } from '../../../adapters/stores/server-certificate-store.ts'
import { waitingIn } from '../../../adapters/stores/waiting-store.ts'
import { afterNoon, noon } from '../../support/builders.ts'
import { storeTable } from '../../support/store-table.ts'

const key = { marketplace: 'acme', id: 'webhook-1' }
const notAfter = afterNoon(10 * 24 * 3600)

async function aStore() {
  const clock = { now: noon }
  const table = await storeTable('waiting', clock)
  const lines: Readonly<Record<string, unknown>>[] = []
  let writes = 0
  let fails = false
  const write: typeof table.write = (...given) => {
    writes += 1
    return fails ? Promise.reject(new Error('throttled')) : table.write(...given)
  }
  const open = () =>
    serverCertificatesIn(
      { ...table, write },
      { now: () => clock.now, log: (line) => lines.push(line) },
    )
  return {
    ...open(),
    table,
    /** The store of another process. */
    open,
    lines,
    writes: () => writes,
    fail: (yes: boolean) => {
      fails = yes
    },
    pass: (days: number) => {
      clock.now = new Date(clock.now.getTime() + days * 24 * 3600 * 1000)
    },
  }
}

describe('serverCertificatesIn()', () => {
  it('finds when the certificate of a receiver expires, for this webhook only', async () => {
    const store = await aStore()

    await store.noteCertificate(key, notAfter)

    expect(await store.findCertificate(key)).toEqual({ notAfter, seenAt: afterNoon(0) })
    expect(await store.findCertificate({ ...key, id: 'webhook-10' })).toBeUndefined()
    expect(await store.findCertificate({ ...key, marketplace: 'globex' })).toBeUndefined()
    expect(store.lines).toEqual([
      {
        level: 'WARN',
        message: 'receiver certificate expires',
        marketplace: 'acme',
        webhook: 'webhook-1',
        notAfter,
      },
    ])
  })

  it('writes a certificate once in each process, and another one immediately', async () => {
    const store = await aStore()
    const other = store.open()

    await store.noteCertificate(key, notAfter)
    await store.noteCertificate(key, notAfter)
    await other.noteCertificate(key, notAfter)
    const before = store.writes()
    await store.noteCertificate(key, afterNoon(60))

    expect([before, store.writes()]).toEqual([2, 3])
    expect(await other.findCertificate(key)).toMatchObject({ notAfter: afterNoon(60) })
  })

  it('forgets a certificate three days after it was last seen', async () => {
    const store = await aStore()
    await store.noteCertificate(key, notAfter)

    store.pass(2.9)
    const before = await store.findCertificate(key)
    await store.open().noteCertificate(key, notAfter)
    store.pass(2.9)
    const again = await store.findCertificate(key)
    store.pass(0.2)

    expect([before, again]).toMatchObject([{ notAfter }, { seenAt: afterNoon(2.9 * 24 * 3600) }])
    expect(await store.findCertificate(key)).toBeUndefined()
  })

  it('logs that it cannot write, and writes at the next attempt', async () => {
    const store = await aStore()
    store.fail(true)
    await store.noteCertificate(key, notAfter)
    store.fail(false)

    await store.noteCertificate(key, notAfter)

    expect(store.lines).toContainEqual({
      level: 'ERROR',
      message: 'Cannot note a certificate: Error: throttled',
    })
    expect(await store.findCertificate(key)).toMatchObject({ notAfter })
  })

  it('has one notice about each certificate of a webhook, until a year after its end', async () => {
    const store = await aStore()
    const about = { certificate: "The receiver's certificate", notAfter }
    const add = (change = {}) => store.addExpiryNotice(key, { ...about, ...change })

    const added = [await add(), await add(), await add({ notAfter: afterNoon(60) })]
    await store.removeExpiryNotice(key, about)
    const again = [await add(), await add()]
    store.pass(374)
    const atTheEnd = await add()
    store.pass(2)

    expect(added).toEqual([true, false, true])
    expect(again).toEqual([true, false])
    expect([atTheEnd, await add()]).toEqual([false, true])
  })

  it('has no webhook woken by its row', async () => {
    const store = await aStore()

    await store.noteCertificate(key, notAfter)

    const found = []
    for await (const { waiting } of waitingIn(store.table, { retentionDays: 90 }).findAllWaiting(
      undefined,
    ))
      found.push(waiting)
    expect(found).toEqual([undefined])
  })
})
