import { describe, expect, it } from '@jest/globals'
import { mkdir } from 'node:fs/promises'
import type { Page } from 'playwright-core'

import { anApiKey } from './support/api-keys.ts'
import { axeViolations } from './support/axe.ts'
import { aFixture } from './support/fixture.ts'
import { choose } from './support/forms.ts'

const folder = '.work/screenshots'

describe('The screen of API keys', () => {
  const fixture = aFixture()

  const dialogs: [string, (page: Page) => Promise<void>][] = [
    ['api-key-revoke', openRevocation],
    ['api-key-new', openNewKey],
    ['api-key-created', createKey],
  ]
  it('is accessible without an API key', async () => {
    const page = await fixture.signedIn('manager@shop-1', '/#/api-keys')
    await page.getByText('No API keys yet').waitFor()

    expect(await axeViolations(page)).toEqual([])
  })

  it.each([
    { name: '1440', width: 1440 },
    { name: '390', width: 390 },
    { name: 'dark', width: 1440, colorScheme: 'dark' as const },
  ])(
    'has dialogs that are accessible and fit the window: $name',
    async ({ name: size, ...options }) => {
      await mkdir(folder, { recursive: true })
      await anApiKey(fixture.router.as('manager', `shop-${size}`))
      const page = await fixture.signedIn(`manager@shop-${size}`, '/#/api-keys', options)
      const found: Record<string, unknown> = {}

      for (const [name, open] of dialogs) {
        await open(page)
        await page.screenshot({ path: `${folder}/${name}-${size}.png` })
        found[name] = { violations: await axeViolations(page), isTooWide: await isTooWide(page) }
      }

      const fine = { violations: [], isTooWide: false }
      expect(found).toEqual(Object.fromEntries(dialogs.map(([name]) => [name, fine])))
    },
  )
})

async function openRevocation(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Revoke API key ERP' }).click()
  await page.getByRole('dialog').getByText('can no longer publish events').waitFor()
}

/** With errors at its fields. */
async function openNewKey(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Create API key' }).click()
  await choose(page, 'Expires', 'On a date')
  await submit(page)
  await page.getByText('Is required').first().waitFor()
}

async function createKey(page: Page): Promise<void> {
  await choose(page, 'Expires', 'In 30 days')
  await page.getByRole('textbox', { name: 'Name' }).fill('CRM')
  await submit(page)
  await page.getByText('will not be shown again').waitFor()
}

function submit(page: Page): Promise<void> {
  return page.getByRole('dialog').getByRole('button', { name: 'Create API key' }).click()
}

function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
}
