import type { OidcMetadata } from 'oidc-client-ts'

/** `config.json`, next to the page's `index.html`. */
export type Config = {
  /** Without a trailing slash; empty if the API has the page's origin. */
  apiUrl: string
  issuer: string
  clientId: string
  scope: string
  /** The audience of the tokens (RFC 8707), if the sign-in server requires it. */
  resource?: string
  /** What OpenID Connect discovery would find; without it, the sign-in server is asked. */
  metadata?: Partial<OidcMetadata>
  /** Where to sign out, if not at the end_session_endpoint: Cognito. */
  signOutUrl?: string
  version?: string
  /** The deployment's logo and colours, as `#0b5fff`. */
  logo?: string
  accentColor?: string
  darkAccentColor?: string
}

const timeoutMs = 15_000

/** Throws if the file is missing or incomplete. */
export async function loadConfig(): Promise<Config> {
  const response = await fetch('config.json', { signal: AbortSignal.timeout(timeoutMs) })
  const config: unknown = response.ok ? await response.json() : undefined
  if (isConfig(config)) return config
  throw new Error(`Cannot start: config.json is missing or incomplete (HTTP ${response.status})`)
}

function isConfig(config: unknown): config is Config {
  if (typeof config !== 'object' || config === null) return false
  const found = config as Record<string, unknown>
  return ['apiUrl', 'issuer', 'clientId', 'scope'].every((name) => typeof found[name] === 'string')
}
