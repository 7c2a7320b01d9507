import type { Config } from './config.ts'

/** The session that a portal link opened. */
export type Portal = { link: string; token: string }

const hashPrefix = '#/portal/'
const key = 'postrider.portal'
const timeoutMs = 15_000

/** Whether the page is for a portal link: in a frame, no sign-in works. */
export function isPortal(): boolean {
  return linkInAddress() !== undefined || keptPortal() !== undefined || parent !== window
}

/** The portal link in the page's address. */
export function linkInAddress(): string | undefined {
  return location.hash.startsWith(hashPrefix) ? location.hash.slice(hashPrefix.length) : undefined
}

/**
 * The session of the link in the address, which is removed from there, or the one of this tab or frame.
 * Undefined if there is none, or the link was refused.
 */
export async function openPortal(config: Config): Promise<Portal | undefined> {
  const link = linkInAddress()
  const kept = keptPortal()
  // A site may draw its frame again, with the link that the frame has opened.
  const portal = link === undefined || kept?.link === link ? kept : await exchange(config, link)
  if (link !== undefined) history.replaceState(null, '', location.pathname)
  return portal
}

/** Without cookies, which browsers keep from frames of other sites. */
async function exchange({ apiUrl }: Config, link: string): Promise<Portal | undefined> {
  const response = await fetch(`${apiUrl}/portal-sessions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${link}` },
    credentials: 'omit',
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (refusals.includes(response.status)) return undefined
  if (!response.ok) throw new Error(`Cannot open the portal link: status ${response.status}`)
  const { token } = (await response.json()) as Portal
  keep({ link, token })
  return { link, token }
}

/** Unknown or too old, or opened already. */
const refusals = [401, 409]

/** The session of this tab or frame, which survives a reload. */
function keptPortal(): Portal | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(key) ?? 'null') ?? undefined) as Portal | undefined
  } catch {
    return undefined // The browser may deny a frame access to its storage.
  }
}

function keep(portal: Portal): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(portal))
  } catch {
    // As in `keptPortal`.
  }
}
