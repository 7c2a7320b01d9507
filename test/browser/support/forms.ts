import type { Locator, Page } from 'playwright-core'

/** Chooses an option of a select field, by its label. */
export async function choose(within: Page | Locator, label: string, option: string): Promise<void> {
  await within.getByRole('button', { name: new RegExp(`^${label}\\b`) }).click()
  await within.getByRole('option', { name: new RegExp(`^${option}\\b`) }).click()
}

/** Fills the required fields of the form that adds a webhook. */
export async function fillRequired(page: Page, { url, resource = 'Subscription' }: RequiredFields) {
  await page.getByRole('textbox', { name: 'URL' }).fill(url)
  await choose(page, 'Resource', resource)
  await page.getByRole('checkbox', { name: 'Added' }).check()
}

type RequiredFields = { url: string; resource?: string }

/** Clicks a button that asks for confirmation, then confirms. */
export async function clickTwice(button: Locator): Promise<void> {
  const question = button.page().getByRole('button', { name: 'Click again to' })
  await button.click()
  await question.waitFor()
  await button.page().waitForTimeout(doubleClickMs)
  await question.click()
}

/** The page ignores a second click that comes sooner. */
export const doubleClickMs = 600

/** Types a condition into the filter bar of the event log: `Last HTTP status = 500`, or an id. */
export async function find(page: Page, condition: string): Promise<void> {
  const field = page.getByRole('combobox', { name: /^Find deliveries/ })
  await field.fill(condition)
  await field.press('Enter')
  await page.keyboard.press('Escape')
}
