import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

/** A port of the loopback interface that was free just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

/** A port, and the URL of a router there, as its public one. */
export async function publicPlace() {
  const port = await freePort()
  return { port, publicUrl: `http://127.0.0.1:${port}` }
}
