import type { UserManager } from 'oidc-client-ts'

import type { Config } from './config.ts'

/** What the page knew when it redirected, so that its return needs no request for it. */
type Kept = {
  config: Config
  /** Of the address to return to. */
  hash: string
}

const key = 'postrider.sign-in-server'

/** Keeps the configuration and the sign-in server's addresses until the return from a redirect. */
export async function keepConfig(config: Config, manager: UserManager): Promise<void> {
  const metadata = await manager.metadataService.getMetadata()
  const kept: Kept = { config: { ...config, metadata }, hash: location.hash }
  sessionStorage.setItem(key, JSON.stringify(kept))
}

/** What was stored, once; undefined if nothing was. */
export function takeKeptConfig(): Kept | undefined {
  const text = sessionStorage.getItem(key)
  sessionStorage.removeItem(key)
  return text === null ? undefined : (JSON.parse(text) as Kept)
}
