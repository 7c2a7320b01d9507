import QuickLRU from 'quick-lru'

import type { BearerPorts } from '../../core/tokens/send-with-bearer.ts'
import type { AccessToken } from '../../core/tokens/token-ports.ts'
import { fingerprintOf } from '../../core/tokens/cached-token.ts'

const maxTokens = 1000

/**
 * Remembers access tokens in this process until they are to be renewed, and asks once for all who
 * want the same meanwhile. A token that is for one attempt is shared with nobody.
 */
export function withTokenCache(ask: BearerPorts['accessToken'], now: () => Date) {
  const tokens = new QuickLRU<string, AccessToken>({ maxSize: maxTokens })
  const asking = new Map<string, ReturnType<typeof ask>>()

  const askAnew = async (...[owner, wanted]: Parameters<typeof ask>) => {
    const got = await ask(owner, wanted)
    if (got.kind === 'token' && got.refreshAt !== undefined) tokens.set(cacheKeyOf(owner), got)
    return got
  }

  const accessToken: typeof ask = async (owner, wanted) => {
    const known = tokens.get(cacheKeyOf(owner))
    const isValid = Date.parse(known?.refreshAt ?? '') > now().getTime()
    if (known !== undefined && isValid && known.id !== wanted.refused) return known

    const key = `${cacheKeyOf(owner)}#${wanted.refused ?? ''}`
    const asked = asking.get(key)
    if (asked !== undefined) {
      const got = await asked
      return got.kind === 'token' && got.refreshAt === undefined ? ask(owner, wanted) : got
    }
    const mine = askAnew(owner, wanted)
    asking.set(key, mine)
    return mine.finally(() => asking.delete(key))
  }
  return accessToken
}

function cacheKeyOf(owner: Parameters<BearerPorts['accessToken']>[0]): string {
  return JSON.stringify([owner.marketplace, owner.id, fingerprintOf(owner)])
}
