import { readFile } from 'node:fs/promises'

import { describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'

import { uuidOf } from '../support/builders.ts'
import { eventually } from '../support/eventually.ts'
import type { Answer } from '../support/receiver.ts'
import { aFixture } from './support/fixture.ts'
import { clickTwice, doubleClickMs, find } from './support/forms.ts'
import { aWebhook, deliveriesOf, publish } from './support/webhooks.ts'

const ofGlobex = { order: { id: 4711 }, company: { name: 'Globex, Inc.' } }

/** Fails what is not about Globex. */
const respond: Answer = (response, _, { body }) => {
  response.writeHead(body.includes('Globex') ? 200 : 503).end('{"error":"maintenance"}')
}

describe('Finding deliveries', () => {
  const fixture = aFixture({ waitsSeconds: [] })

  /** A marketplace with a successful delivery about Globex and two failed ones. */
  const aWorld = async (marketplace: string, options: { width?: number } = {}) => {
    const api = fixture.router.as('manager', marketplace)
    const receiver = await fixture.receiver(respond)
    const description = 'Orders to the ERP'
    const id = await aWebhook(api, { url: receiver.url, description })
    await publish(api, { uuid: uuidOf(1), content: ofGlobex })
    await publish(api, { uuid: uuidOf(2) })
    await publish(api, { uuid: uuidOf(3) })
    await deliveriesOf(api, id, { status: 'successful', count: 1 })
    await deliveriesOf(api, id, { status: 'failed', count: 2 })
    const page = await fixture.signedIn(`manager@${marketplace}`, '/#/log', options)
    const row = page.getByRole('row').filter({ hasText: 'Subscription added' })
    await row.nth(2).waitFor()
    return { api, id, page, row }
  }

  it('finds an order number and a company, whatever the case', async () => {
    const { page, row } = await aWorld('shop-1')

    await find(page, '4711')
    await eventually(async () => {
      expect(await row.count()).toBe(1)
    })
    await row.getByText(uuidOf(1)).waitFor()

    await page
      .getByRole('button', { name: /^Remove/ })
      .first()
      .click()
    await row.nth(2).waitFor()
    await find(page, 'globex, INC.')
    await eventually(async () => {
      expect(await row.count()).toBe(1)
    })
    expect(page.url()).toContain('businessId=globex')
  })

  it('counts on the tabs, and keeps several values of a filter in the URL', async () => {
    const { page, row } = await aWorld('shop-2')

    await page.getByRole('tab', { name: 'Failed (2)' }).waitFor()
    await page.getByRole('tab', { name: 'Successful (1)' }).waitFor()
    await page.getByRole('tab', { name: 'Dropped (0)' }).waitFor()

    await page.goto('/#/log?status=failed&status=skipped&eventType=subscription.added')
    await eventually(async () => {
      expect(await row.count()).toBe(2)
    })
    await page.getByText('Event type = Subscription added').waitFor()
    await page.getByText('Status = Failed, Skipped').waitFor()
  })

  it('shows the first row within 300 pixels', async () => {
    const { page, row } = await aWorld('shop-3')

    const box = await row.first().boundingBox()

    await screenshots(page, 'find-deliveries')
    expect(box?.y).toBeLessThanOrEqual(300)
  })

  it('retries and exports selected rows', async () => {
    const { page, row } = await aWorld('shop-4')

    await page.getByRole('tab', { name: /^Failed/ }).click()
    await eventually(async () => {
      expect(await row.count()).toBe(2)
    })
    await page.getByRole('checkbox', { name: 'Select all rows' }).check()
    await page.getByRole('button', { name: 'Export selected (2)' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: 'CSV' }).click()
    const csv = await readFile(await (await download).path(), 'utf8')
    expect(csv.split('\r\n')).toHaveLength(4) // the heading, two rows, the end of the last one
    expect(csv).toContain(`SUBSCRIPTION,ADDED,${uuidOf(2)},Orders to the ERP,http://127.0.0.1`)

    await clickTwice(page.getByRole('button', { name: 'Retry selected (2)' }))
    await page.getByText('Retrying 2 deliveries.').waitFor()
  })

  it('exports all matches as JSON', async () => {
    const { page } = await aWorld('shop-5')

    await page.getByRole('button', { name: 'Export', exact: true }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: /^JSON/ }).click()
    const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\n')

    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { event: { resource: { uuid: uuidOf(3) } } },
      { event: { resource: { uuid: uuidOf(2) } } },
      { event: { resource: { uuid: uuidOf(1) } }, status: 'successful' },
    ])
  })

  it('has keys to find, move, open and retry', async () => {
    const { page, row } = await aWorld('shop-6')

    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    expect(await page.getByRole('combobox', { name: /^Find/ }).evaluate(isFocused)).toBe(true)
    await page.keyboard.press('Escape')
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())

    await page.keyboard.press('j')
    await page.keyboard.press('j')
    expect(await row.nth(1).getByRole('link').first().evaluate(isFocused)).toBe(true)
    await page.keyboard.press('k')
    await page.keyboard.press('r')
    await row.nth(0).getByRole('button', { name: 'Click again to retry' }).waitFor()
    await page.waitForTimeout(doubleClickMs)
    await page.keyboard.press('r')
    await page
      .getByText(/^(Delivered|The retry failed|The receiver has not)/)
      .first()
      .waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('o')
    await page.getByRole('heading', { name: 'Attempts (1)' }).waitFor()
  })

  it('comes back from a delivery to the filtered list', async () => {
    const { page, row } = await aWorld('shop-7')
    await find(page, '4711')
    await eventually(async () => {
      expect(await row.count()).toBe(1)
    })

    await row.getByRole('link').first().click()
    await page.getByRole('heading', { name: 'Attempts (1)' }).waitFor()
    await page.reload()
    const crumbs = page.getByRole('navigation', { name: 'Breadcrumbs' })
    await crumbs.getByRole('link', { name: 'Event log' }).click()

    await page.getByText('Business ID or name = 4711').waitFor()
    await eventually(async () => {
      expect(await row.count()).toBe(1)
    })
  })

  it('has places for a phone', async () => {
    const { page } = await aWorld('shop-8', { width: 390 })

    await screenshots(page, 'find-deliveries-390')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  })
})

function isFocused(element: Element): boolean {
  return element === document.activeElement || element.contains(document.activeElement)
}

async function screenshots(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `.work/screenshots/${name}-${colorScheme}.png` })
  }
}
