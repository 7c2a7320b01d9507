import '@cloudscape-design/global-styles/index.css'
import './page.css'

import { createRoot } from 'react-dom/client'

import { App } from './app.tsx'
import { applyAppearance } from './app/appearance.ts'
import { PopupSignedIn } from './app/popup-signed-in.tsx'
import { StartError } from './app/start-error.tsx'
import { loadConfig } from './sign-in/config.ts'
import { userManager } from './sign-in/manager.ts'
import { redirectToSignIn } from './sign-in/redirect.ts'
import { sessionOf } from './sign-in/session.ts'
import { signIn } from './sign-in/sign-in.ts'

/** Signs in, then draws. No request is sent before the user is known. */
async function start(element: HTMLElement): Promise<void> {
  const root = createRoot(element)
  const reload = () => {
    location.reload()
  }
  try {
    const config = await loadConfig()
    const manager = userManager(config)
    try {
      const result = await signIn(manager)
      if (result === 'sent to opener') root.render(<PopupSignedIn />)
      if (result === 'signed in') {
        root.render(<App config={config} session={sessionOf(manager, config.signOutUrl)} />)
      }
    } catch (error) {
      logError(error)
      const signInAgain = () => void redirectToSignIn(manager).catch(reload)
      root.render(<StartError what="cannotSignIn" tryAgain={signInAgain} />)
    }
  } catch (error) {
    logError(error)
    root.render(<StartError what="cannotStart" tryAgain={reload} />)
  }
}

/** Errors of libraries are for developers only. */
function logError(error: unknown): void {
  console.warn(error)
}

applyAppearance()
void start(document.body.querySelector<HTMLElement>('#root') ?? document.body)
