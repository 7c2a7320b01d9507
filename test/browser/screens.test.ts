import { beforeAll, describe, expect, it } from '@jest/globals'
import { mkdir } from 'node:fs/promises'
import type { Page } from 'playwright-core'

import { aFixture } from './support/fixture.ts'
import { type Screen, someScreens } from './support/screens.ts'

const folder = '.work/screenshots'

describe('Every screen', () => {
  const fixture = aFixture()
  let screens: Screen[]

  beforeAll(async () => {
    await mkdir(folder, { recursive: true })
    screens = await someScreens(fixture, 'acme')
  })

  it.each([
    { name: '1440', width: 1440 },
    { name: '1024', width: 1024 },
    { name: '390', width: 390 },
    { name: 'dark', width: 1440, colorScheme: 'dark' as const },
    { name: '390-dark', width: 390, colorScheme: 'dark' as const },
  ])('is not wider than the window: $name', async ({ name: size, ...options }) => {
    const { page: form } = await fixture.visit(options)
    await form.goto('/')
    await form.getByLabel('Password').waitFor()
    await screenshot(form, `sign-in-${size}`)
    const page = await fixture.signedIn('manager@acme', '/#/nowhere', options)
    const tooWide: string[] = []

    for (const { name, path, drawn } of screens) {
      await page.goto(path)
      await drawn(page)
      await screenshot(page, `${name}-${size}`)
      await page.evaluate(withoutHyphens)
      if (await isTooWide(page)) tooWide.push(name)
    }

    expect(tooWide).toEqual([])
  })
})

async function screenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}

/** Runs in the page. A line breaks at a hyphen, which an id may have or not. */
function withoutHyphens(): void {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode() !== null) {
    const { currentNode: text } = texts
    text.nodeValue = text.nodeValue?.replace(/\S{20,}/g, (word) => word.replaceAll('-', '_')) ?? ''
  }
}

/** Whether the page scrolls sideways. */
function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
}
