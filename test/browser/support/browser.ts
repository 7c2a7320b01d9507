import { mkdir } from 'node:fs/promises'

import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'

/** Somebody at a browser of their own: nothing of it is shared with another visitor's. */
export type Visitor = {
  page: Page
  /** What the page logged as an error, threw, or was refused by its own policy. */
  faults: string[]
  leave: () => Promise<void>
}

export type Looks = { width?: number; colorScheme?: 'light' | 'dark' }

/** Chromium as Debian packs it; it speaks with nobody but the router. */
export function startBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM']
  if (!executablePath) throw new Error('Cannot start a browser: run npm run test:browser')
  return chromium.launch({ executablePath, args: flags })
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function aVisitor(
  browser: Browser,
  url: string,
  { width = 1440, colorScheme = 'light' }: Looks = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: url,
    colorScheme,
    viewport: { width, height: width < 600 ? 844 : 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    timezoneId: 'Europe/Paris',
    locale: 'en-GB',
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    // What the API refuses is shown on the page; Chromium logs it besides.
    const isOurs = message.type() === 'error' && !message.text().startsWith('Failed to load resource')
    if (isOurs) faults.push(message.text())
  })
  return { page, faults, leave: () => context.close() }
}

/** What axe finds wrong with the page as it is now: the rule, where, and what it asks for. */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(
    (runOnly) => (globalThis as unknown as { axe: typeof axe }).axe.run({ exclude: [] }, { runOnly }),
    ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  )
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.join(' ')}: ${help}`),
  )
}

const folder = '.work/screenshots'

/** Keeps what is to be seen, for people to look at. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}
