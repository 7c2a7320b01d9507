import { connection } from '../api/connection.ts'
import { LoadedLater, type ScreenCode } from './load-when-online.tsx'

/** Loads the code of a screen. While the connection is lost, what does so later stands for it. */
export async function loadScreen(load: () => Promise<ScreenCode>): Promise<ScreenCode> {
  const tryLoad = () => loadOrLose(load)
  const code = await tryLoad()
  if (code !== 'lost') return code
  return { Component: () => <LoadedLater load={tryLoad} /> }
}

/** Code that does not come though the connection is there is there no more: that is thrown. */
async function loadOrLose(load: () => Promise<ScreenCode>): Promise<ScreenCode | 'lost'> {
  askForStylesAgain()
  try {
    return await load()
  } catch (error) {
    if (await isReachable()) throw error
    connection.set('lost')
    return 'lost'
  }
}

/** A style sheet that did not come is not asked for again by itself. */
function askForStylesAgain(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')) {
    if (link.sheet === null) link.replaceWith(link.cloneNode())
  }
}

const limitMs = 5000

/** Whether anything comes from where the page is from. */
async function isReachable(): Promise<boolean> {
  try {
    await fetch('config.json', { cache: 'no-store', signal: AbortSignal.timeout(limitMs) })
    return true
  } catch {
    return false
  }
}
