import { connection } from '../api/connection.ts'
import { LoadWhenOnline, type ScreenCode } from './load-when-online.tsx'

/** Loads the code of a screen. While offline, returns a placeholder that loads it later. */
export async function loadScreen(load: () => Promise<ScreenCode>): Promise<ScreenCode> {
  const loadNow = () => loadUnlessOffline(load)
  const code = await loadNow()
  if (code !== 'offline') return code
  return { Component: () => <LoadWhenOnline load={loadNow} /> }
}

/** Throws if the code cannot be loaded although the server responds: it no longer exists. */
async function loadUnlessOffline(load: () => Promise<ScreenCode>): Promise<ScreenCode | 'offline'> {
  retryFailedStyles()
  try {
    return await load()
  } catch (error) {
    if (await isReachable()) throw error
    connection.set('offline')
    return 'offline'
  }
}

/** The style sheets that failed to load; the others may still be loading. */
const failedStyles = new Set<HTMLLinkElement>()

// The error events of links do not bubble: only a listener that captures them gets them.
addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') failedStyles.add(target)
  },
  true,
)

/** The browser does not retry a style sheet that failed to load. */
function retryFailedStyles(): void {
  for (const link of failedStyles) link.replaceWith(link.cloneNode())
  failedStyles.clear()
}

const timeoutMs = 5000

/** Whether the server of the page responds. */
async function isReachable(): Promise<boolean> {
  try {
    await fetch('config.json', { cache: 'no-store', signal: AbortSignal.timeout(timeoutMs) })
    return true
  } catch {
    return false
  }
}
