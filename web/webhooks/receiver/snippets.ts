import { compiledSnippets } from './compiled-snippets.ts'

type Snippet = {
  name: string
  /** A function that verifies a request, and the secret that it gets. */
  codeWith: (secret: string) => string
}

/** The code of receivers, by language. That of Node.js and Python is also in docs/receivers.md. */
export const snippets: Readonly<Record<string, Snippet>> = {
  node: {
    name: 'Node.js',
    codeWith: (secret) => `${nodeCode}
const secret = '${secret}'
// isGenuine(request.headers, body, secret)
`,
  },
  python: {
    name: 'Python',
    codeWith: (secret) => `${pythonCode}

secret = "${secret}"
# is_genuine(headers, body, secret)
`,
  },
  ...compiledSnippets,
}

export const nodeCode = `import { createHmac, timingSafeEqual } from 'node:crypto'

/** \`body\` is a Buffer or text, not what JSON.parse made of it. */
export function isGenuine(headers, body, secret) {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': all = '' } = headers
  if (!(Math.abs(Date.now() / 1000 - at) <= 300)) return false

  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const hmac = createHmac('sha256', key).update(\`\${id}.\${at}.\`).update(body)
  const wanted = Buffer.from(\`v1,\${hmac.digest('base64')}\`)
  const given = all.split(' ').map((signature) => Buffer.from(signature))
  return given.some((one) => one.length === wanted.length && timingSafeEqual(one, wanted))
}
`

export const pythonCode = `import base64
import hashlib
import hmac
import time


def is_genuine(headers, body: bytes, secret: str) -> bool:
    """The headers by their names in lower case; the body as it came."""
    at = headers.get("webhook-timestamp", "")
    if not at.isdecimal() or abs(time.time() - int(at)) > 300:
        return False

    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers.get('webhook-id', '')}.{at}.".encode() + body
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    wanted = b"v1," + base64.b64encode(digest)
    given = headers.get("webhook-signature", "").encode().split(b" ")
    return any(hmac.compare_digest(one, wanted) for one in given)
`
