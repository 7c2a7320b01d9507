import '@cloudscape-design/global-styles/index.css'
import './page.css'

import { createRoot } from 'react-dom/client'

import { App } from './app.tsx'
import { CannotStart } from './app/start-error.tsx'
import { HandedOver } from './app/popup-signed-in.tsx'
import { showAppearance } from './app/appearance.ts'
import { arrive } from './sign-in/sign-in.ts'
import { loadConfig } from './sign-in/config.ts'
import { leave } from './sign-in/redirect.ts'
import { userManager } from './sign-in/manager.ts'
import { sessionOf } from './sign-in/session.ts'

/** Signs in, then draws. Nothing of the page is asked for before it is known who asks. */
async function start(element: HTMLElement): Promise<void> {
  const root = createRoot(element)
  const reload = () => {
    location.reload()
  }
  try {
    const config = await loadConfig()
    const manager = userManager(config)
    try {
      const arrival = await arrive(manager)
      if (arrival === 'handed over') root.render(<HandedOver />)
      if (arrival === 'signed in') {
        root.render(<App config={config} session={sessionOf(manager, config.signOutUrl)} />)
      }
    } catch (error) {
      tellDevelopers(error)
      const signInAgain = () => void leave(manager).catch(reload)
      root.render(<CannotStart what="cannotSignIn" tryAgain={signInAgain} />)
    }
  } catch (error) {
    tellDevelopers(error)
    root.render(<CannotStart what="cannotStart" tryAgain={reload} />)
  }
}

/** What libraries say helps nobody who only uses the page. */
function tellDevelopers(error: unknown): void {
  console.warn(error)
}

showAppearance()
void start(document.body.querySelector<HTMLElement>('#root') ?? document.body)
