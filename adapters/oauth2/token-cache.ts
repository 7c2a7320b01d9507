import QuickLRU from 'quick-lru'

import type { BearerPorts } from '../../core/tokens/send-with-bearer.ts'
import type { AccessToken } from '../../core/tokens/token-ports.ts'
import { fingerprintOf } from '../../core/tokens/cached-token.ts'

const maxTokens = 1000

/**
 * Caches access tokens in this process until they are due for renewal. Concurrent callers share one
 * request. A token without `refreshAt` serves only the attempt that fetched it.
 */
export function withTokenCache(ask: BearerPorts['accessToken'], now: () => Date) {
  const tokens = new QuickLRU<string, AccessToken>({ maxSize: maxTokens })
  const requests = new Map<string, ReturnType<typeof ask>>()

  const fetchToken = async (...[owner, wanted]: Parameters<typeof ask>) => {
    const result = await ask(owner, wanted)
    if (result.kind === 'token' && result.refreshAt !== undefined)
      tokens.set(cacheKeyOf(owner), result)
    return result
  }

  const isFresh = ({ refreshAt = '' }: AccessToken) => Date.parse(refreshAt) > now().getTime()

  const accessToken: typeof ask = async (owner, wanted) => {
    const { refused, doubted } = wanted
    const cached = tokens.get(cacheKeyOf(owner))
    const isOther = ![refused, doubted].includes(cached?.id)
    if (cached !== undefined && isOther && isFresh(cached)) return cached

    const key = [cacheKeyOf(owner), refused, doubted].join('#')
    const running = requests.get(key)
    if (running !== undefined) {
      const result = await running
      const isSingleUse = result.kind === 'token' && result.refreshAt === undefined
      return isSingleUse ? ask(owner, wanted) : result
    }
    const request = fetchToken(owner, wanted)
    requests.set(key, request)
    return request.finally(() => requests.delete(key))
  }
  return accessToken
}

function cacheKeyOf(owner: Parameters<BearerPorts['accessToken']>[0]): string {
  return JSON.stringify([owner.marketplace, owner.id, fingerprintOf(owner)])
}
