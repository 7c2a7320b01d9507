import type { IncomingMessage, ServerResponse } from 'node:http'

import { pageFiles } from '../adapters/page-files.embedded.ts'
import { pageClientId, pageScope } from '../adapters/sign-in-provider.embedded.ts'
import { signIn, signInPath } from '../adapters/sign-in.embedded.ts'
import { ownTokens } from '../adapters/tokens.embedded.ts'
import { verifiedTokens } from '../adapters/verified-tokens.ts'
import type { Log, Table } from '../core/needs.ts'
import { version } from '../core/version.ts'

type Options = { tokenKey: Buffer; pageFolder: string; signIns: Table; now: () => Date; log: Log }

/** What stands beside the API on this machine: the page, and the sign-in whose tokens the API takes. */
export function managersPlace(url: string, options: Options) {
  const { tokenKey, pageFolder, signIns, now, log } = options
  const { trusted, answer } = signIn({ url, tokenKey, table: signIns, now, log })
  const files = pageFiles({
    folder: pageFolder,
    config: {
      apiUrl: '',
      issuer: trusted.issuer,
      clientId: pageClientId,
      scope: pageScope,
      version,
    },
    origins: [],
  })
  return {
    verify: verifiedTokens([ownTokens(tokenKey), trusted]),
    answer: async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
      const { host } = new URL(url)
      if (!isSignIn(request)) {
        const isElsewhere = request.url === '/' && request.headers.host !== host
        // By another name the browser takes the page for another site than the sign-in's.
        if (isElsewhere) response.writeHead(307, { location: `${url}/` }).end()
        return isElsewhere || files(request, response)
      }
      request.headers.host = host // what is found there leads to the one address
      await answer(request, response)
      return true
    },
  }
}

function isSignIn({ url = '' }: IncomingMessage): boolean {
  return url === signInPath || url.startsWith(`${signInPath}/`) || url.startsWith(`${signInPath}?`)
}
