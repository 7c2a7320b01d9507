import QuickLRU from 'quick-lru'

import type { BearerNeeds } from '../../core/tokens/send-with-bearer.ts'
import type { AccessToken } from '../../core/tokens/ports.ts'
import { fingerprintOf } from '../../core/tokens/cached-token.ts'

const mostTokens = 1000

/**
 * Remembers access tokens in this process until they are to be renewed, and asks once for all who
 * want the same meanwhile. A token that is for one attempt is shared with nobody.
 */
export function remembered(ask: BearerNeeds['accessToken'], now: () => Date) {
  const tokens = new QuickLRU<string, AccessToken>({ maxSize: mostTokens })
  const asking = new Map<string, ReturnType<typeof ask>>()

  const askAnew = async (...[owner, wanted]: Parameters<typeof ask>) => {
    const got = await ask(owner, wanted)
    if (got.kind === 'token' && got.refreshAt !== undefined) tokens.set(keyOf(owner), got)
    return got
  }

  const accessToken: typeof ask = async (owner, wanted) => {
    const known = tokens.get(keyOf(owner))
    const isGood = Date.parse(known?.refreshAt ?? '') > now().getTime()
    if (known !== undefined && isGood && known.id !== wanted.refused) return known

    const key = `${keyOf(owner)}#${wanted.refused ?? ''}`
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

function keyOf(owner: Parameters<BearerNeeds['accessToken']>[0]): string {
  return JSON.stringify([owner.marketplace, owner.id, fingerprintOf(owner)])
}
