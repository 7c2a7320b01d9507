import { createHmac } from 'node:crypto'

import OAuth from 'oauth-1.0a'

import { type Received, type Receiver, startReceiver } from './receiver.ts'

/** What the vendor's own token endpoint answers. */
const issuedToken = { access_token: 'vendor-token', token_type: 'bearer', expires_in: 3600 }

/** What a vendor signs in with, as the router issued it. */
type VendorCredential = { type: string; key: string; secret: string }

/** A vendor's own part in an integration event. */
export type VendorAnswer = {
  status?: number
  headers?: Record<string, string>
  body?: unknown
  contentType?: string
  /** Sent instead of `body` as JSON. */
  text?: string
}

export type Vendor = Receiver & {
  /** The events that it has read, newest last, parsed. */
  events: Record<string, unknown>[]
  /** The statuses of the responses to the results that it sent. */
  results: number[]
  /** The last eventUrl. */
  eventUrl: () => string
  /** Reads an event as the vendor's program does. */
  read: (url: string, headers?: Record<string, string>) => Promise<Response>
  /** Sends the result of an event. */
  sendResult: (eventUrl: string, result: unknown) => Promise<Response>
  signIn: (credential: VendorCredential, routerUrl: string) => void
}

/**
 * A vendor on a real socket: for each call it reads the event at its eventUrl, and responds. It sends
 * its requests to `addressOf` the URLs that it signs, as if that was what DNS says.
 */
export async function aVendor(
  answer: (call: Received, vendor: Vendor) => Promise<VendorAnswer> | VendorAnswer,
  { addressOf = (url: string) => url } = {},
): Promise<Vendor> {
  let signedIn: { credential: VendorCredential; routerUrl: string } | undefined
  const events: Record<string, unknown>[] = []
  const results: number[] = []
  const receiver = await startReceiver((response, _, call) => {
    respond(call).then(
      ({ status = 200, headers, body, text, contentType }) => {
        response.writeHead(status, {
          'content-type': contentType ?? 'application/json',
          ...headers,
        })
        response.end(text ?? (body === undefined ? '' : JSON.stringify(body)))
      },
      () => response.destroy(), // the router has been stopped
    )
  })

  const respond = async (call: Received): Promise<VendorAnswer> => {
    if (call.path === '/token') return { body: issuedToken }
    if (call.method === 'POST') return answer(call, vendor)
    const response = await vendor.read(eventUrlIn(call.path), { accept: 'application/json' })
    if (response.ok) events.push((await response.json()) as Record<string, unknown>)
    return answer(call, vendor)
  }
  const authorized = async (method: string, url: string): Promise<Record<string, string>> => {
    if (signedIn === undefined) throw new Error('Cannot call: the vendor has not signed in')
    const { credential, routerUrl } = signedIn
    if (credential.type === 'OAUTH1') return { authorization: signatureOf(method, url, credential) }
    return { authorization: `Bearer ${await accessToken(credential, routerUrl)}` }
  }
  const vendor: Vendor = {
    ...receiver,
    events,
    results,
    eventUrl: () => eventUrlIn(receiver.requests.at(-1)?.path ?? ''),
    read: async (url, headers = {}) =>
      fetch(addressOf(url), { headers: { ...(await authorized('GET', url)), ...headers } }),
    sendResult: async (eventUrl, result) => {
      const url = `${eventUrl}/result`
      const headers = { ...(await authorized('POST', url)), 'content-type': 'application/json' }
      const body = JSON.stringify(result)
      const response = await fetch(addressOf(url), { method: 'POST', headers, body })
      results.push(response.status)
      return response
    },
    signIn: (credential, routerUrl) => {
      signedIn = { credential, routerUrl }
    },
  }
  return vendor
}

/** The eventUrl in the path of a call. */
export function eventUrlIn(path: string): string {
  const query = new URL(path, 'http://vendor').searchParams
  return query.get('url') ?? query.get('eventUrl') ?? ''
}

/** Signed by an independent implementation of OAuth 1.0. */
function signatureOf(
  method: string,
  url: string,
  { key, secret }: Pick<VendorCredential, 'key' | 'secret'>,
): string {
  const oauth = new OAuth({
    consumer: { key, secret },
    signature_method: 'HMAC-SHA1',
    hash_function: (base, signingKey) =>
      createHmac('sha1', signingKey).update(base).digest('base64'),
  })
  return oauth.toHeader(oauth.authorize({ url, method })).Authorization
}

async function accessToken({ key, secret }: VendorCredential, routerUrl: string): Promise<string> {
  const basic = Buffer.from(`${key}:${secret}`).toString('base64')
  const response = await fetch(`${routerUrl}/oauth2/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${basic}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials&scope=ROLE_APPLICATION',
  })
  const { access_token: token } = (await response.json()) as { access_token: string }
  return token
}
