import type { Locator, Page } from 'playwright-core'

/** Chooses in a field that opens a list, by what stands above it. */
export async function choose(within: Page | Locator, label: string, option: string): Promise<void> {
  await within.getByRole('button', { name: new RegExp(`^${label}\\b`) }).click()
  await within.getByRole('option', { name: new RegExp(`^${option}\\b`) }).click()
}

/** Fills the first part of the form that adds a webhook. */
export async function fillWhat(page: Page, { url, resource = 'Subscription' }: What) {
  await page.getByRole('textbox', { name: 'URL' }).fill(url)
  await choose(page, 'Resource', resource)
  await page.getByRole('checkbox', { name: 'Added' }).check()
}

type What = { url: string; resource?: string }

/** A button that asks first: the first click makes it ask, the second one does it. */
export async function clickTwice(button: Locator): Promise<void> {
  const question = button.page().getByRole('button', { name: 'Click again to' })
  await button.click()
  await question.waitFor()
  await button.page().waitForTimeout(apartMs)
  await question.click()
}

/** Sooner than this a second click belongs to the first one. */
const apartMs = 600
