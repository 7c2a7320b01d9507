import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

import { afterAll, beforeAll } from '@jest/globals'

/** Another site than the router's, which is on 127.0.0.1; with that host, only another origin. */
export function aSite(host: 'localhost' | '127.0.0.1' = 'localhost') {
  const server = createServer(({ url = '/' }, response) => {
    const framed = new URL(url, 'http://localhost').searchParams.get('frame') ?? ''
    response.setHeader('content-type', 'text/html')
    response.end(`<!doctype html><title>Shop</title><body style="margin: 0"><h1>Shop</h1>
      <iframe title="Webhooks" src="${framed}" style="width: 100%; height: 85vh; border: 0"></iframe>`)
  })
  beforeAll(async () => {
    server.listen(0, host)
    await once(server, 'listening')
  })
  afterAll(() => void server.close())
  return {
    get origin() {
      return `http://${host}:${(server.address() as AddressInfo).port}`
    },
    /** The address of its page that has this URL in a frame. */
    framing(url: string) {
      return `${this.origin}/?${new URLSearchParams({ frame: url })}`
    },
  }
}
