import { connection } from '../api/connection.ts'
import { retryFailedStyles } from './failed-styles.ts'
import { LoadWhenOnline } from './load-when-online.tsx'
import type { ScreenCode } from './screen-code.ts'

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
