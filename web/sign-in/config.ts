/** What the page is told of where it runs: `config.json` beside its index. */
export type Config = {
  /** Without a slash at the end; empty when the API is where the page is. */
  apiUrl: string
  issuer: string
  clientId: string
  scope: string
  /** What the tokens are for (RFC 8707), where the sign-in server asks for it. */
  resource?: string
  /** Where the server's own session ends, if it is not where OpenID Connect asks for that: Cognito's. */
  signOutUrl?: string
  version?: string
}

const limitMs = 15_000

/** Reads it; throws what to tell when the page cannot begin. */
export async function loadConfig(): Promise<Config> {
  const response = await fetch('config.json', { signal: AbortSignal.timeout(limitMs) })
  const config: unknown = response.ok ? await response.json() : undefined
  if (isConfig(config)) return config
  throw new Error(`Cannot start: config.json does not say where the API is (${response.status})`)
}

function isConfig(config: unknown): config is Config {
  if (typeof config !== 'object' || config === null) return false
  const found = config as Record<string, unknown>
  return ['apiUrl', 'issuer', 'clientId', 'scope'].every((name) => typeof found[name] === 'string')
}
