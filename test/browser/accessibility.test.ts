import { beforeAll, describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'

import { axeFaults } from './support/axe.ts'
import { aPlace } from './support/fixture.ts'
import { type Screen, someScreens } from './support/screens.ts'

describe('axe finds nothing', () => {
  const place = aPlace()
  let screens: Screen[]

  beforeAll(async () => {
    screens = await someScreens(place, 'acme')
  })

  const screenOf = (name: string) => {
    const screen = screens.find((one) => one.name === name)
    if (screen === undefined) throw new Error(`Cannot look: there is no screen '${name}'`)
    return screen
  }

  it('on any screen, in both colour modes', async () => {
    const page = await place.signedIn('manager@acme', '/#/nowhere')
    const found: Record<string, string[]> = {}

    for (const { name, path, drawn } of screens) {
      await page.goto(path)
      await drawn(page)
      const faults = await faultsInBothModes(page)
      if (faults.length > 0) found[name] = faults
    }

    expect(found).toEqual({})
  })

  it('on a phone, where screens are drawn otherwise', async () => {
    const page = await place.signedIn('manager@acme', '/#/nowhere', { width: 390 })
    const found: Record<string, string[]> = {}

    for (const name of ['webhooks', 'webhook', 'add-webhook', 'log', 'event', 'audit']) {
      await page.goto(screenOf(name).path)
      await screenOf(name).drawn(page)
      const faults = await axeFaults(page)
      if (faults.length > 0) found[name] = faults
    }

    expect(found).toEqual({})
  })

  const opened: [string, string, (page: Page) => Promise<void>][] = [
    ['a test and its answer', 'webhook', openTest],
    ['a secret and its rotation', 'webhook-settings', openRotation],
    ['what would be recovered', 'webhook-failing', openRecovery],
    ['a recovery in the log', 'log', openRecoveryInTheLog],
    ['a question', 'webhooks', openQuestion],
    ['a form with faults', 'add-webhook', openFaults],
  ]
  it('in what opens over a screen', async () => {
    const page = await place.signedIn('manager@acme', '/#/nowhere')
    const found: Record<string, string[]> = {}

    for (const [what, name, open] of opened) {
      await page.goto('/#/nowhere')
      await screenOf('nowhere').drawn(page)
      await page.goto(screenOf(name).path)
      await screenOf(name).drawn(page)
      await open(page)
      const faults = await faultsInBothModes(page)
      if (faults.length > 0) found[what] = faults
    }

    expect(found).toEqual({})
  })

  it('where one signs in', async () => {
    const { page } = await place.visit()
    await page.goto('/')
    await page.getByLabel('Password').waitFor()
    const form = await faultsInBothModes(page)
    await page.getByLabel('User').fill('manager@acme')
    await page.getByLabel('Password').fill('wrong')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('alert').waitFor()

    expect([form, await faultsInBothModes(page)]).toEqual([[], []])
  })

  it('where there is nothing yet', async () => {
    const page = await place.signedIn('manager@shop-1')
    await page.getByText('No webhooks yet').waitFor()
    const webhooks = await axeFaults(page)
    await page.goto('/#/log')
    await page.getByText('No deliveries yet').waitFor()

    expect([webhooks, await axeFaults(page)]).toEqual([[], []])
  })
})

/** In the dark one what may differ alone: the colours. */
async function faultsInBothModes(page: Page): Promise<string[]> {
  const light = await axeFaults(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await axeFaults(page, ['color-contrast', 'link-in-text-block'])
  await page.emulateMedia({ colorScheme: 'light' })
  return [...light, ...dark.map((fault) => `dark: ${fault}`)]
}

async function openTest(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send test' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Send test' }).click()
  await page.getByText('Where the time went').waitFor()
}

async function openRotation(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Reveal' }).click()
  await page.getByText(/^whsec_/).waitFor()
  await page.getByRole('button', { name: 'Rotate' }).click()
  await page.getByRole('dialog').waitFor()
}

async function openRecovery(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Recover' }).click()
  await page.getByRole('button', { name: 'Count' }).click()
  await page
    .getByRole('dialog')
    .getByText(/\d deliver|Nothing/)
    .first()
    .waitFor()
}

async function openRecoveryInTheLog(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Recover' }).click()
  await page.getByRole('dialog').getByText('Choose a webhook').waitFor()
}

async function openFaults(page: Page): Promise<void> {
  await page.getByRole('radio', { name: /Resource Owner/ }).check()
  await page.getByRole('button', { name: 'Advanced settings' }).click()
  await page.getByRole('button', { name: 'Save webhook' }).click()
  await page.getByText('Is required').first().waitFor()
}

async function openQuestion(page: Page): Promise<void> {
  const tools = page.getByRole('button', { name: /^Delete the webhook/ })
  await tools.first().click()
  await page.getByRole('button', { name: 'Click again to' }).waitFor()
}
