import { mkdir } from 'node:fs/promises'

import { beforeAll, describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'

import { aPlace } from './support/fixture.ts'
import { type Screen, someScreens } from './support/screens.ts'

const folder = '.work/screenshots'

describe('Every screen, kept as a picture', () => {
  const place = aPlace()
  let screens: Screen[]

  beforeAll(async () => {
    await mkdir(folder, { recursive: true })
    screens = await someScreens(place, 'acme')
  })

  it.each([
    { name: '1440', width: 1440 },
    { name: '1024', width: 1024 },
    { name: '390', width: 390 },
    { name: 'dark', width: 1440, colorScheme: 'dark' as const },
    { name: '390-dark', width: 390, colorScheme: 'dark' as const },
  ])('is not wider than the window: $name', async ({ name: size, ...looks }) => {
    const { page: form } = await place.visit(looks)
    await form.goto('/')
    await form.getByLabel('Password').waitFor()
    await keep(form, `sign-in-${size}`)
    const page = await place.signedIn('manager@acme', '/#/nowhere', looks)
    const wide: string[] = []

    for (const { name, path, drawn } of screens) {
      await page.goto(path)
      await drawn(page)
      await keep(page, `${name}-${size}`)
      if (await isTooWide(page)) wide.push(name)
    }

    expect(wide).toEqual([])
  })
})

async function keep(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

/** Whether one would have to scroll sideways. */
function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
}
