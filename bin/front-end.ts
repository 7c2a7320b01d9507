import type { IncomingMessage, ServerResponse } from 'node:http'

import { otherIssuer } from '../adapters/jwt/other-issuer.ts'
import { clientAddress } from '../adapters/http-api/client-address.ts'
import { refuseLargeForm } from '../adapters/embedded/large-forms.ts'
import { firstFiles } from '../adapters/embedded/first-files.ts'
import { pageFiles } from '../adapters/embedded/static-files.ts'
import {
  developmentUrls,
  metadataOf,
  pageClientId,
  pageScope,
} from '../adapters/sign-in/provider.ts'
import type { CheckPassword } from '../adapters/sign-in/password.ts'
import { signIn, signInPath } from '../adapters/sign-in/server.ts'
import { ownTokens } from '../adapters/sign-in/own-tokens.ts'
import { verifiedOnce } from '../adapters/jwt/verified-once.ts'
import { jwtVerifier, type TrustedIssuer } from '../adapters/jwt/verify-jwt.ts'
import type { Log, Table } from '../core/ports.ts'
import { version } from '../core/values/version.ts'
import { type Brand, brandConfig, logoOrigins } from '../core/settings/brand.ts'
import type { OtherIssuer } from '../core/settings/other-issuer.ts'

export type FrontEndOptions = {
  tokenKey: Buffer
  /** The folder of the built page. */
  pageFolder: string
  /** Whether the page that Vite serves during development may sign people in too. */
  isDeveloped: boolean
  checkPassword: CheckPassword
  /** The provider that signs people in instead of the router. */
  otherIssuer?: OtherIssuer | undefined
  /** Where vendors, and others behind a proxy, reach this router; default: its own URL. */
  publicUrl?: string | undefined
  /** The origins of sites that may have the page in a frame; by default none. */
  frameAncestors?: readonly string[] | undefined
  /** How the page looks; by default as Postrider's. */
  brand?: Brand | undefined
  now: () => Date
  log: Log
}

const noBrand: Brand = { logo: '', accentColor: '', darkAccentColor: '' }

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>

/** The sign-in, and what the page needs for it. */
type SignIn = {
  trusted: TrustedIssuer
  /** Undefined if the page asks the issuer. */
  metadata?: ReturnType<typeof metadataOf>
  clientId: string
  origins: readonly string[]
  answer: Answer
}

/**
 * What is served in addition to the API: the page, and the sign-in whose tokens the API accepts.
 */
export function frontEnd(url: string, options: FrontEndOptions & { signIns: Table }) {
  const { trusted, metadata, clientId, origins, answer } =
    options.otherIssuer === undefined ? ownSignIn(url, options) : signInOf(options.otherIssuer)
  const { pageFolder: folder, brand = noBrand, frameAncestors = [] } = options
  const config = {
    ...{ apiUrl: '', issuer: trusted.issuer, clientId, scope: pageScope, version },
    ...(metadata !== undefined && { metadata }),
    ...brandConfig(brand),
  }
  const files = pageFiles({
    folder,
    config,
    origins,
    imageOrigins: logoOrigins(brand),
    frameAncestors,
  })

  return {
    verifyJwt: verifiedOnce(jwtVerifier([ownTokens(options.tokenKey), trusted]), options.now),
    answer: async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
      if (await answer(request, response)) return true
      const isPage = /^\/(index\.html)?(\?|$)/.test(request.url ?? '/')
      if (!isPage || request.headers.host === new URL(url).host) return files(request, response)

      // Under another host name, the page would be on a different site than the sign-in.
      response.writeHead(307, { location: `${url}/` }).end()
      return true
    },
  }
}

function ownSignIn(url: string, options: FrontEndOptions & { signIns: Table }): SignIn {
  const otherPages = options.isDeveloped ? developmentUrls : []
  const addressOf = ({ headers, socket }: IncomingMessage) =>
    clientAddress(headers['x-forwarded-for']?.toString(), socket.remoteAddress, options)
  const table = options.signIns
  const nextFiles = () => firstFiles(options.pageFolder)
  const { trusted, answer } = signIn({ ...options, url, otherPages, table, addressOf, nextFiles })
  return {
    trusted,
    metadata: metadataOf(trusted.issuer),
    clientId: pageClientId,
    origins: [],
    answer: async (request, response) => {
      const [pathname = ''] = (request.url ?? '').split('?')
      if (pathname !== signInPath && !pathname.startsWith(`${signInPath}/`)) return false
      if (refuseLargeForm(request, response)) return true
      request.headers.host = new URL(url).host // the sign-in's URLs all have this host
      await answer(request, response)
      return true
    },
  }
}

function signInOf({ issuer, audience, pageClientId: clientId }: OtherIssuer): SignIn {
  return {
    trusted: otherIssuer({ issuer, audience }),
    clientId,
    origins: [new URL(issuer).origin],
    answer: () => Promise.resolve(false),
  }
}
