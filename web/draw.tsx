import '@cloudscape-design/global-styles/index.css'
import './page.css'

import type { UserManager } from 'oidc-client-ts'
import { type ComponentProps, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'

import { App } from './app.tsx'
import { applyAppearance } from './app/appearance.ts'
import { applyBrand } from './app/brand.ts'
import { PopupSignedIn } from './app/popup-signed-in.tsx'
import { StartError } from './app/start-error.tsx'
import type { Config } from './sign-in/config.ts'
import type { Portal } from './sign-in/portal.ts'
import { portalSessionOf } from './sign-in/portal-session.ts'
import { sessionOf } from './sign-in/session.ts'

type SignedIn = { config: Config; manager: UserManager }

/** Draws the page of the signed-in user. */
export function drawApp(element: HTMLElement, { config, manager }: SignedIn): void {
  applyBrand(config)
  draw(element, <App config={config} session={sessionOf(manager, config.signOutUrl)} />)
}

/** Draws the page of somebody who opened a portal link. */
export function drawPortal(
  element: HTMLElement,
  { config, portal }: { config: Config; portal: Portal },
): void {
  applyBrand(config)
  draw(element, <App config={config} session={portalSessionOf(portal)} />)
}

export function drawPopupSignedIn(element: HTMLElement): void {
  draw(element, <PopupSignedIn />)
}

export function drawStartError(
  element: HTMLElement,
  problem: ComponentProps<typeof StartError>,
): void {
  draw(element, <StartError {...problem} />)
}

function draw(element: HTMLElement, screen: ReactNode): void {
  applyAppearance()
  createRoot(element).render(screen)
}
