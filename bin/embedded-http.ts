import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

import { backupDoor } from '../adapters/embedded/backup-door.ts'
import { ownHosts } from '../adapters/embedded/own-host.ts'
import type { prometheus } from '../adapters/embedded/prometheus.ts'
import { clientAddress } from '../adapters/http-api/client-address.ts'
import { bodyBudget } from '../adapters/http-api/request-body.ts'
import { httpApi } from '../adapters/http-api/router.ts'
import { vendorDoor } from '../adapters/http-api/vendor-door.ts'
import { verifyBearer } from '../core/api-keys/verify-bearer.ts'
import type { Table } from '../core/ports.ts'
import type { withBus } from './embedded-bus.ts'
import type { embeddedPorts } from './embedded-ports.ts'
import { frontEnd, type FrontEndOptions } from './front-end.ts'

type ServedParts = {
  options: FrontEndOptions & Parameters<typeof backupDoor>[0]
  ports: ReturnType<typeof withBus<ReturnType<typeof embeddedPorts>>>
  metrics: ReturnType<typeof prometheus>
  signIns: Table
}

/** The bodies in memory: of 128 of the API's largest requests, and of 128 of vendors'. */
const apiBodyBytes = 32 * 1024 * 1024
const vendorBodyBytes = 8 * 1024 * 1024

/** The API, the metrics, the sign-in and the page, at this URL. */
export function served(at: string, { options, ports, metrics, signIns }: ServedParts) {
  const { groupsClaim } = options.otherIssuer ?? {}
  const { verifyJwt, answer } = frontEnd(at, { ...options, signIns })
  const vendorUrl = vendorUrlOf(at, options)
  const apiPorts = {
    ...ports,
    vendorUrl,
    pageUrl: vendorUrl,
    ...(groupsClaim && { groupsClaims: [groupsClaim] }),
  }
  const bearerPorts = { ...ports, verifyJwt }
  const backUp = backupDoor(options)
  const door = vendorDoor({ ...ports, vendorUrl }, bodyBudget(vendorBodyBytes))
  const api = httpApi<{ address: string | undefined }>(apiPorts, {
    bodies: bodyBudget(apiBodyBytes),
    tokenOf: (request) => verifyBearer(request.headers.get('authorization'), bearerPorts),
    requestIdOf: () => randomUUID(),
    addressOf: ({ address }) => address,
  })
  return {
    isOwnHost: ownHosts(at, vendorUrl),
    fetch: async (request: Request, from?: string): Promise<Response> => {
      const address = clientAddress(request.headers.get('x-forwarded-for'), from, options)
      return door(request, address) ?? api.fetch(request, { address })
    },
    answer: async (request: IncomingMessage, response: ServerResponse): Promise<boolean> =>
      (await metrics.answer(at, request, response)) ||
      (await backUp(at, request, response)) ||
      answer(request, response),
  }
}

export function vendorUrlOf(
  url: string,
  { publicUrl = url }: Pick<FrontEndOptions, 'publicUrl'>,
): string {
  return publicUrl.replace(/\/$/, '')
}
