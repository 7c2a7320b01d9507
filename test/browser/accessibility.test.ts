import { beforeAll, describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'

import { axeViolations } from './support/axe.ts'
import { aFixture } from './support/fixture.ts'
import { type Screen, someScreens } from './support/screens.ts'

describe('axe finds no violation', () => {
  const fixture = aFixture()
  let screens: Screen[]

  beforeAll(async () => {
    screens = await someScreens(fixture, 'acme')
  })

  const screenOf = (name: string) => {
    const screen = screens.find((one) => one.name === name)
    if (screen === undefined) throw new Error(`Cannot find the screen: '${name}'`)
    return screen
  }

  it('on any screen, in both colour modes', async () => {
    const page = await fixture.signedIn('manager@acme', '/#/nowhere')
    const failed: Record<string, string[]> = {}

    for (const { name, path, drawn } of screens) {
      await page.goto(path)
      await drawn(page)
      const violations = await violationsInBothModes(page)
      if (violations.length > 0) failed[name] = violations
    }

    expect(failed).toEqual({})
  }, 300_000) // more than thirty screens, twice

  it('on a phone', async () => {
    const page = await fixture.signedIn('manager@acme', '/#/nowhere', { width: 390 })
    const failed: Record<string, string[]> = {}

    for (const name of onPhone) {
      await page.goto(screenOf(name).path)
      await screenOf(name).drawn(page)
      const violations = await axeViolations(page)
      if (violations.length > 0) failed[name] = violations
    }

    expect(failed).toEqual({})
  })

  const opened: [string, string, (page: Page) => Promise<void>][] = [
    ['a test and its response', 'webhook', openTest],
    ['rotating a secret', 'webhook-settings', openRotation],
    ['a recovery', 'webhook-failing', openRecovery],
    ['a recovery in the log', 'log', openRecoveryInTheLog],
    ['the filters of the log', 'log', openFilters],
    ['the keys of the log', 'log', openKeys],
    ['the changes of an audit entry', 'audit', openChanges],
    ['a confirmation', 'webhooks', openQuestion],
    ['a form with violations', 'add-webhook', openFormErrors],
  ]
  it('in dialogs and open forms', async () => {
    const page = await fixture.signedIn('manager@acme', '/#/nowhere')
    const failed: Record<string, string[]> = {}

    for (const [what, name, open] of opened) {
      await page.goto('/#/nowhere')
      await screenOf('nowhere').drawn(page)
      await page.goto(screenOf(name).path)
      await screenOf(name).drawn(page)
      await open(page)
      const violations = await violationsInBothModes(page)
      if (violations.length > 0) failed[what] = violations
    }

    expect(failed).toEqual({})
  })

  it('on the sign-in page', async () => {
    const { page } = await fixture.visit()
    await page.goto('/')
    await page.getByLabel('Password').waitFor()
    const form = await violationsInBothModes(page)
    await page.getByLabel('User').fill('manager@acme')
    await page.getByLabel('Password').fill('wrong')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('alert').waitFor()

    expect([form, await violationsInBothModes(page)]).toEqual([[], []])
  })

  it('on empty screens', async () => {
    const page = await fixture.signedIn('manager@shop-1')
    await page.getByText('No webhooks yet').waitFor()
    const webhooks = await axeViolations(page)
    await page.goto('/#/log')
    await page.getByText('No deliveries yet').waitFor()

    expect([webhooks, await axeViolations(page)]).toEqual([[], []])
  })
})

const onPhone = [
  'webhooks',
  'webhook',
  'add-webhook',
  'log',
  'event',
  'mail',
  'one-mail',
  'mail-settings',
  'audit',
  'api-keys',
  'product',
  'edit-integration',
  'integration-events',
  'integration-event',
]

/** In dark mode, only the colours can differ. */
async function violationsInBothModes(page: Page): Promise<string[]> {
  const light = await axeViolations(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await axeViolations(page, ['color-contrast', 'link-in-text-block'])
  await page.emulateMedia({ colorScheme: 'light' })
  return [...light, ...dark.map((violation) => `dark: ${violation}`)]
}

async function openTest(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send test' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Send test' }).click()
  await page.getByText('Timing').waitFor()
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
    .getByText(/\d deliver|No deliveries/)
    .first()
    .waitFor()
}

async function openRecoveryInTheLog(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Recover' }).click()
  await page.getByRole('dialog').getByText('Choose webhooks').waitFor()
}

async function openFilters(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: 'Select all rows' }).check()
  await page.getByRole('combobox', { name: /^Find deliveries/ }).click()
  await page.getByRole('option', { name: 'Event type' }).waitFor()
}

async function openKeys(page: Page): Promise<void> {
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
}

async function openChanges(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Details/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Close details' }).waitFor()
}

async function openFormErrors(page: Page): Promise<void> {
  await page.getByRole('radio', { name: /Resource Owner/ }).check()
  await page.getByRole('button', { name: 'Advanced settings' }).click()
  await page.getByRole('button', { name: 'Save webhook' }).click()
  await page.getByText('Is required').first().waitFor()
}

async function openQuestion(page: Page): Promise<void> {
  const tools = page.getByRole('button', { name: /^Delete webhook/ })
  await tools.first().click()
  await page.getByRole('button', { name: 'Click again to' }).waitFor()
}
