import type { Browser, BrowserContext, Page } from 'playwright-core'

/** A browser context of its own. */
export type Visitor = {
  page: Page
  /** Errors that the page logged or threw, and failed requests for its files. */
  errors: string[]
  leave: () => Promise<void>
}

export type VisitorOptions = { width?: number; colorScheme?: 'light' | 'dark' }

export async function aVisitor(
  browser: Browser,
  baseURL: string,
  { width = 1440, colorScheme = 'light' }: VisitorOptions = {},
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
  const errors = errorsIn(context)
  return { page: await context.newPage(), errors, leave: () => context.close() }
}

/** Collects errors in all windows of a visitor, including popups. */
function errorsIn(context: BrowserContext): string[] {
  const errors: string[] = []
  context.on('weberror', (error) => errors.push(String(error.error())))
  context.on('console', (message) => {
    // Chromium also logs API errors, which the page shows.
    const isPageError = message.type() === 'error' && !message.text().startsWith('Failed to load')
    if (isPageError) errors.push(message.text())
  })
  context.on('response', (response) => {
    const isFile = !['fetch', 'document'].includes(response.request().resourceType())
    if (isFile && response.status() >= 400) errors.push(`${response.status()} ${response.url()}`)
  })
  return errors
}

/** Fills and submits the form of the sign-in page. */
export async function fillSignIn(page: Page, user: string, password: string): Promise<void> {
  await page.getByLabel('User', { exact: true }).fill(user)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}
