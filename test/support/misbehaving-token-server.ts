import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, type ServerOptions } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout } from 'node:timers' // tests may replace the global one
import { gzipSync } from 'node:zlib'

import { readWhole, type Received } from './receiver.ts'

/** What a token server does with a request for a token. */
type Behaviour = (response: ServerResponse, request: Received) => void

/** How long a slow one takes; it stands for a second of a real one. */
const slowMs = 20

const good = { access_token: 'token-1', token_type: 'Bearer', expires_in: 3600 }

const html = '<html><body>Service unavailable: s3cret</body></html>'

/** One behaviour for each name. */
export const tokenBehaviours = {
  'answers well': (response) => {
    json(response, good)
  },
  'answers well, but slowly': (response) => {
    setTimeout(() => {
      json(response, good)
    }, slowMs)
  },
  'answers well in gzip': (response) => {
    response.setHeader('content-encoding', 'gzip')
    response.writeHead(200).end(gzipSync(JSON.stringify(good)))
  },
  'answers well under another content type': (response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(JSON.stringify(good))
  },
  'answers well without a content type': (response) => {
    response.writeHead(200).end(JSON.stringify(good))
  },
  'answers well with 201': (response) => {
    json(response, good, 201)
  },
  'answers well with an ID token and more': (response) => {
    json(response, { ...good, id_token: 'none', refresh_token: 7, scope: ['a'], error: null })
  },
  'hangs before the headers': () => undefined,
  'sends headers and then silence': (response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders()
  },
  'sends half of the body and then nothing': (response) => {
    response.writeHead(200, { 'content-length': 100 }).write('{"access_token":')
  },
  'sends half of the body and disconnects': (response) => {
    response.writeHead(200, { 'content-length': 100 })
    response.write('{"access_token":', () => response.destroy())
  },
  'resets before the headers': (response) => {
    socketOf(response).resetAndDestroy()
  },
  'answers 400 invalid_client': (response) => {
    json(response, { error: 'invalid_client', error_description: 'not s3cret' }, 400)
  },
  'answers 400 invalid_grant': (response) => {
    json(response, { error: 'invalid_grant' }, 400)
  },
  'answers 401 with a challenge': (response) => {
    response.setHeader('www-authenticate', 'Basic realm="s3cret"')
    json(response, { error: 'invalid_client' }, 401)
  },
  'answers 403 in HTML': (response) => {
    response.writeHead(403, { 'content-type': 'text/html' }).end(html)
  },
  'answers 429': (response) => {
    response.writeHead(429, { 'retry-after': '60' }).end()
  },
  'answers 500 in HTML': (response) => {
    response.writeHead(500, { 'content-type': 'text/html' }).end(html)
  },
  'answers 503': (response) => {
    response.writeHead(503).end()
  },
  'answers 400 with a story for a code': (response) => {
    json(response, { error: 'because of "s3cret"\r\n' }, 400)
  },
  'answers 400 with a long code': (response) => {
    json(response, { error: 'x'.repeat(65) }, 400)
  },
  'answers 400 with the secret for a code': (response) => {
    json(response, { error: 'bad s3cret' }, 400)
  },
  'answers 400 with the password for a code': (response) => {
    json(response, { error: 'not pa55word' }, 400)
  },
  'answers 400 with no text for a code': (response) => {
    json(response, { error: { code: 7 } }, 400)
  },
  'answers an error with 200': (response) => {
    json(response, { error: 'bad_verification_code' })
  },
  'answers HTML with 200': (response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(html)
  },
  'answers nothing with 200': (response) => {
    response.writeHead(200).end()
  },
  'answers 204': (response) => {
    response.writeHead(204).end()
  },
  'answers an array': (response) => {
    json(response, [good])
  },
  'answers null': (response) => {
    json(response, null)
  },
  'gives no access_token': (response) => {
    json(response, { token_type: 'Bearer', expires_in: 3600 })
  },
  'gives a number for an access_token': (response) => {
    json(response, { ...good, access_token: 7 })
  },
  'gives an empty access_token': (response) => {
    json(response, { ...good, access_token: '' })
  },
  'gives an access_token with a line feed': (response) => {
    json(response, { ...good, access_token: 'a\r\nx-evil: 1' })
  },
  'gives an access_token beyond ASCII': (response) => {
    json(response, { ...good, access_token: 'schlüssel' })
  },
  'gives an access_token of 16 KiB': (response) => {
    json(response, { ...good, access_token: 'x'.repeat(16_384) })
  },
  'gives an access_token of more': (response) => {
    json(response, { ...good, access_token: 'x'.repeat(16_385) })
  },
  'gives no token_type': (response) => {
    json(response, { access_token: 'token-1', expires_in: 3600 })
  },
  'gives null for a token_type': (response) => {
    json(response, { ...good, token_type: null })
  },
  'gives an empty token_type': (response) => {
    json(response, { ...good, token_type: '' })
  },
  'gives a token_type of blanks': (response) => {
    json(response, { ...good, token_type: '  ' })
  },
  'gives the token_type Bearer with blanks': (response) => {
    json(response, { ...good, token_type: ' Bearer ' })
  },
  'gives the token_type BearerToken': (response) => {
    json(response, { ...good, token_type: 'BearerToken' })
  },
  'gives the token_type DPoP': (response) => {
    json(response, { ...good, token_type: 'DPoP' })
  },
  'gives the token_type mac': (response) => {
    json(response, { ...good, token_type: 'mac' })
  },
  'gives the token_type BEARER': (response) => {
    json(response, { ...good, token_type: 'BEARER' })
  },
  'gives a number for a token_type': (response) => {
    json(response, { ...good, token_type: 7 })
  },
  'gives the token for a token_type': (response) => {
    json(response, { ...good, token_type: 'token-1' })
  },
  'gives expires_in as text': (response) => {
    json(response, { ...good, expires_in: '3600' })
  },
  'gives an expires_in of zero': (response) => {
    json(response, { ...good, expires_in: 0 })
  },
  'gives a negative expires_in': (response) => {
    json(response, { ...good, expires_in: -1 })
  },
  'gives no expires_in': (response) => {
    json(response, { access_token: 'token-1', token_type: 'Bearer' })
  },
  'gives a huge expires_in': (response) => {
    json(response, { ...good, expires_in: 1e15 })
  },
  'gives an expires_in with a fraction': (response) => {
    json(response, { ...good, expires_in: 3599.5 })
  },
  'gives an expires_in in words': (response) => {
    json(response, { ...good, expires_in: 'an hour' })
  },
  'answers 1 MB': (response) => {
    json(response, { ...good, padding: 'x'.repeat(1_000_000) })
  },
  'redirects to a private address': (response) => {
    response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end()
  },
  'redirects to itself, keeping the method': (response) => {
    response.writeHead(307, { location: '/token' }).end()
  },
} satisfies Record<string, Behaviour>

export type TokenServer = {
  url: string
  requests: Received[]
  /** Changes the behaviour. */
  behave: (behaviour: Behaviour) => void
  close: () => Promise<void>
}

/** A token server on a free loopback port; over TLS when there is a certificate. */
export async function startTokenServer(
  behaviour: Behaviour = tokenBehaviours['answers well'],
  tls?: ServerOptions,
): Promise<TokenServer> {
  const requests: Received[] = []
  let behave = behaviour
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    void readWhole(request).then((body) => {
      const { method = '', url: path = '', headers } = request
      const received = { method, path, headers, body }
      requests.push(received)
      behave(response, received)
    })
  }
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const protocol = tls === undefined ? 'http' : 'https'
  return {
    url: `${protocol}://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    requests,
    behave: (next) => {
      behave = next
    },
    close: async () => {
      server.close()
      server.closeAllConnections()
      if (server.listening) await once(server, 'close')
    },
  }
}

/** Issues `token-1`, `token-2` and so on, each valid for this many seconds. */
export function numberedTokens(lifetimeSeconds = 3600): Behaviour {
  let count = 0
  return (response) => {
    count += 1
    json(response, { ...good, access_token: `token-${count}`, expires_in: lifetimeSeconds })
  }
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

function socketOf({ socket }: ServerResponse): Socket {
  if (socket === null) throw new Error('Cannot reset: the connection is gone')
  return socket
}
