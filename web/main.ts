import { loadScreenAt } from './screens.ts'
import { errors } from './text/en/common.ts'
import { type Config, loadConfig } from './sign-in/config.ts'
import { keepConfig, takeKeptConfig } from './sign-in/kept-config.ts'
import { userManager } from './sign-in/manager.ts'
import { isPortal, linkInAddress, openPortal } from './sign-in/portal.ts'
import { redirectToSignIn } from './sign-in/redirect.ts'
import { isReturning, signIn } from './sign-in/sign-in.ts'

/** React, the components and the first screen: ten times the code that signs in. */
const loadDrawing = () => import('./draw.tsx')

/** Signs in or opens a portal link, then draws. No request of the API is sent before the user is known. */
async function start(element: HTMLElement): Promise<void> {
  const kept = isReturning() ? takeKeptConfig() : undefined
  const drawing = isReturning() || isPortal() ? loadDrawing() : undefined
  drawing?.catch(() => undefined) // reported below, when it is awaited
  if (kept !== undefined) loadScreenAt(kept.hash)
  try {
    const config = kept?.config ?? (await loadConfig())
    if (isPortal()) {
      await openAndDraw(config, element)
      return
    }
    const manager = userManager(config)
    await signInAndDraw({ config, manager }, drawing, element).catch((error: unknown) => {
      const signInAgain = () => void redirectToSignIn(manager).catch(reload)
      return drawError(element, error, { what: 'cannotSignIn', tryAgain: signInAgain })
    })
  } catch (error) {
    await drawError(element, error, { what: 'cannotStart', tryAgain: reload })
  }
}

type Started = Parameters<Awaited<ReturnType<typeof loadDrawing>>['drawApp']>[1]

async function signInAndDraw(
  { config, manager }: Started,
  drawing: ReturnType<typeof loadDrawing> | undefined,
  element: HTMLElement,
): Promise<void> {
  if (!isReturning()) await keepConfig(config, manager)
  const result = await signIn(manager)
  if (result === 'redirecting') return
  const { drawApp, drawPopupSignedIn } = await (drawing ?? loadDrawing())
  if (result === 'sent to opener') drawPopupSignedIn(element)
  else drawApp(element, { config, manager })
}

async function openAndDraw(config: Config, element: HTMLElement): Promise<void> {
  const portal = await openPortal(config)
  if (portal === undefined) {
    await drawError(element, 'No portal link to open', { what: 'cannotOpen' })
    return
  }
  const { drawPortal } = await loadDrawing()
  drawPortal(element, { config, portal })
}

type Problem = { what: 'cannotStart' | 'cannotSignIn' | 'cannotOpen'; tryAgain?: () => void }

/** Errors of libraries are for developers only. */
async function drawError(element: HTMLElement, error: unknown, problem: Problem): Promise<void> {
  console.warn(error)
  const drawing = await loadDrawing().catch(() => undefined)
  if (drawing === undefined) element.textContent = errors.cannotStartExplained
  else drawing.drawStartError(element, problem)
}

function reload(): void {
  location.reload()
}

// A new link in a frame changes the fragment only, which loads nothing by itself.
addEventListener('hashchange', () => {
  if (linkInAddress() !== undefined) reload()
})

void start(document.body.querySelector<HTMLElement>('#root') ?? document.body)
