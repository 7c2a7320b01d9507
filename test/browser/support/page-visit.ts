import type { CDPSession, Page } from 'playwright-core'

/** What a browser received, in the order in which it asked. */
export type Received = { url: string; type: string; bytes: number }

/** A slow phone: 1.6 Mbit/s, 150 ms to the server and back, a quarter of this machine's speed. */
const slow = { latencyMs: 150, downloadBitsPerSecond: 1_600_000, uploadBitsPerSecond: 750_000 }
const cpuSlowdown = 4

/** Makes network and processor of a page those of a slow phone. */
export async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: slow.latencyMs,
    downloadThroughput: slow.downloadBitsPerSecond / 8,
    uploadThroughput: slow.uploadBitsPerSecond / 8,
  })
  await session.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown })
}

/** Counts what a page receives from the network from now on: bytes as sent, with headers. */
export async function countReceived(page: Page): Promise<{ received: () => Received[] }> {
  const session: CDPSession = await page.context().newCDPSession(page)
  const requests = new Map<string, Received>()
  await session.send('Network.enable')
  session.on('Network.requestWillBeSent', ({ requestId, request, type = 'Other' }) => {
    if (!request.url.startsWith('http')) return
    const redirected = requests.get(requestId)
    if (redirected !== undefined) requests.set(`${requestId} ${requests.size}`, redirected)
    requests.set(requestId, { url: request.url, type, bytes: 0 })
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const request = requests.get(requestId)
    if (request !== undefined) request.bytes = encodedDataLength
  })
  session.on('Network.requestServedFromCache', ({ requestId }) => {
    requests.delete(requestId)
  })
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.fromDiskCache === true) requests.delete(requestId)
  })
  return { received: () => [...requests.values()].map((one) => ({ ...one })) }
}

export function bytesOf(received: readonly Received[], type?: string): number {
  return received
    .filter((one) => type === undefined || one.type === type)
    .reduce((sum, { bytes }) => sum + bytes, 0)
}
