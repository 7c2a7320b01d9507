import { describe, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'

import { aFixture } from './support/fixture.ts'
import { aWebhook, deliveriesOf, publish } from './support/webhooks.ts'

describe('A delivery that waits for an earlier one', () => {
  const fixture = aFixture()

  it.each([1440, 390])(
    'is shown as such in the log, with a link to that one (%i px)',
    async (width) => {
      const api = fixture.router.as('manager', `shop-${width}`)
      const receiver = await fixture.receiver((response) => response.writeHead(500).end())
      const ordered = { ordering: 'RESOURCE', retryWaitsSeconds: [3600] }
      const webhook = await aWebhook(api, { url: receiver.url, ...ordered })
      const uuid = randomUUID()
      await publish(api, { uuid })
      const [first] = await deliveriesOf(api, webhook, { status: 'pending', count: 1 })
      await publish(api, { uuid })
      await deliveriesOf(api, webhook, { status: 'pending', count: 2 })
      const page = await fixture.signedIn(`manager@shop-${width}`, '/#/log', { width })

      const waits = page.getByRole('link', { name: 'Waits for an earlier delivery' })
      await waits.waitFor()
      await page.screenshot({ path: `.work/screenshots/ordered-log-${width}.png` })
      const row = page.getByRole('row').filter({ has: waits })
      await row.getByRole('link', { name: 'Subscription added' }).click()

      await page.getByText(/sent when the earlier ones have ended/).waitFor()
      await page.getByText(/^Sequence \(postrider-sequence\)\s*2$/).waitFor()
      await page.screenshot({ path: `.work/screenshots/ordered-delivery-${width}.png` })
      await waits.click()
      await page
        .getByRole('paragraph')
        .getByText(first ?? '')
        .waitFor()
      await page.getByText(/^Sequence \(postrider-sequence\)\s*1$/).waitFor()
    },
  )
})
