import type { Browser, BrowserContext, Page } from 'playwright-core'

/** Somebody at a browser of their own: nothing of it is shared with another visitor's. */
export type Visitor = {
  page: Page
  /** What the page logged as an error, threw, or was refused by its own policy. */
  faults: string[]
  leave: () => Promise<void>
}

export type Looks = { width?: number; colorScheme?: 'light' | 'dark' }

export async function aVisitor(
  browser: Browser,
  baseURL: string,
  { width = 1440, colorScheme = 'light' }: Looks = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL,
    colorScheme,
    viewport: { width, height: width < 600 ? 844 : 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Paris',
    locale: 'en-GB',
  })
  context.setDefaultTimeout(20_000)
  const faults = faultsIn(context)
  return { page: await context.newPage(), faults, leave: () => context.close() }
}

/** Everything that goes wrong in any window of a visitor's, popups too. */
function faultsIn(context: BrowserContext): string[] {
  const faults: string[] = []
  context.on('weberror', (error) => faults.push(String(error.error())))
  context.on('console', (message) => {
    // What the API refuses is shown on the page; Chromium logs it besides.
    const belongsToUs = message.type() === 'error' && !message.text().startsWith('Failed to load')
    if (belongsToUs) faults.push(message.text())
  })
  context.on('response', (response) => {
    const isPart = !['fetch', 'document'].includes(response.request().resourceType())
    if (isPart && response.status() >= 400) faults.push(`${response.status()} ${response.url()}`)
  })
  return faults
}

/** Signs in through the form of the sign-in page, which is open by now. */
export async function fillSignIn(page: Page, user: string, password: string): Promise<void> {
  await page.getByLabel('User', { exact: true }).fill(user)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}
