import { httpApi } from '../../adapters/http-api/router.ts'
import type { BearerToken } from '../../core/api/bearer-token.ts'
import type { ManagePorts } from '../../core/manage/manage.ts'
import type { Log } from '../../core/ports.ts'

type Asked = {
  query?: Readonly<Record<string, string | readonly string[]>>
  headers?: Readonly<Record<string, string>>
  text?: string | Uint8Array<ArrayBuffer> | undefined
  token: BearerToken
}

/** A response of the API: the body as it was sent, and parsed. */
export type Answered = {
  status: number
  headers: Readonly<Record<string, string>>
  body?: unknown
  text?: string
}

/** Calls the API with these ports, without a server: `ask('GET /webhooks', { token })`. */
export function apiClient(ports: ManagePorts & { log: Log }) {
  const api = httpApi<{ token: BearerToken }>(ports, {
    tokenOf: (_, { token }) => token,
    requestIdOf: () => 'request-1',
    addressOf: () => '192.0.2.1',
  })
  return async (line: string, { query = {}, headers = {}, text, token }: Asked) => {
    const [method = '', path = ''] = line.split(' ')
    const parameters = Object.entries(query).flatMap(([name, values]) =>
      [values].flat().map((value): [string, string] => [name, value]),
    )
    const search = new URLSearchParams(parameters).toString()
    const url = `https://api.example.com${path}${search === '' ? '' : `?${search}`}`
    const isRead = method === 'GET' || method === 'HEAD' // `Request` allows no body here
    const init = { method, headers, ...(text !== undefined && !isRead && { body: text }) }
    return toAnswered(await api.fetch(new Request(url, init), { token }))
  }
}

async function toAnswered(response: Response): Promise<Answered> {
  const text = await response.text()
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    ...(text !== '' && { body: JSON.parse(text) as unknown, text }),
  }
}
