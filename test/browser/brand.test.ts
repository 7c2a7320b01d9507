import { randomUUID } from 'node:crypto'

import { describe, expect, it } from '@jest/globals'

import { eventually } from '../support/eventually.ts'
import { aFixture } from './support/fixture.ts'
import { aWebhook } from './support/webhooks.ts'

const logo = 'data:image/svg+xml,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27/%3E'.replaceAll(
  ' ',
  '%20',
)
const brand = { logo, accentColor: '#8a1c7c', darkAccentColor: '#f29ee8' }

describe('The page of a deployment with a brand', () => {
  const fixture = aFixture({ brand })

  it.each([
    { colorScheme: 'light', color: 'rgb(138, 28, 124)' },
    { colorScheme: 'dark', color: 'rgb(242, 158, 232)' },
  ] as const)('has its logo and its colours in $colorScheme mode', async (mode) => {
    await aWebhook(fixture.router.as('manager'), { url: `https://crm.example/${randomUUID()}` })
    const { colorScheme, color } = mode
    const page = await fixture.signedIn('manager@acme', '/#/webhooks', { colorScheme })

    const add = page
      .getByRole('link', { name: 'Add webhook' })
      .or(page.getByRole('button', { name: 'Add webhook' }))
    await eventually(async () => {
      const background = await add
        .first()
        .evaluate((element) => getComputedStyle(element).backgroundColor)
      expect(background).toBe(color)
    })
    const image = await page.evaluate(() => {
      const link = document.querySelector("#top-bar a[href='#/']")
      return link === null ? '' : getComputedStyle(link, '::before').backgroundImage
    })
    expect(image).toContain(logo)
    await page.screenshot({ path: `.work/screenshots/brand-${colorScheme}.png` })
  })
})
