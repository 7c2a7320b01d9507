import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'

import { startAwsEndpoint } from '../support/aws-endpoint.ts'
import { aFixture } from './support/fixture.ts'
import { choose } from './support/forms.ts'
import { aWebhook, deliveriesOf, publish } from './support/webhooks.ts'

const folder = '.work/screenshots'
const roleArn = 'arn:aws:iam::222222222222:role/postrider-orders'
const busArn = 'arn:aws:events:eu-central-1:222222222222:event-bus/orders'
const queueArn = 'arn:aws:sqs:eu-central-1:222222222222:orders'
const variables = ['AWS_ENDPOINT_URL', 'AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']

let aws: Awaited<ReturnType<typeof startAwsEndpoint>>

beforeAll(async () => {
  aws = await startAwsEndpoint()
  for (const name of variables) process.env[name] = 'eu-central-1'
  process.env['AWS_ENDPOINT_URL'] = aws.url
})

afterAll(() => {
  for (const name of variables) Reflect.deleteProperty(process.env, name)
  aws.close()
})

describe('The form of a webhook at AWS', () => {
  const fixture = aFixture({ hasAwsAccess: true })

  it.each([
    {
      kind: 'eventBus',
      shop: 'shop-1',
      tile: /^EventBridge/,
      arn: busArn,
      action: 'events:PutEvents',
    },
    { kind: 'queue', shop: 'shop-2', tile: /^SQS/, arn: queueArn, action: 'sqs:SendMessage' },
  ])('adds one ($kind), with the policies of its role', async (given) => {
    const { kind, shop, tile, arn, action } = given
    const page = await fixture.signedIn(`manager@${shop}`, '/#/webhooks/new')
    await page.getByRole('textbox', { name: 'URL' }).fill('https://crm.example.com/hooks')
    await page.getByRole('radio', { name: tile }).check()
    await fillAws(page, arn)
    await page.getByRole('button', { name: /^Policies of the role/ }).click()
    await page.getByText(`"sts:ExternalId": "postrider/${shop}"`).waitFor()
    await page.getByText(`"Action": "${action}"`).waitFor()
    await page.getByText(`"Resource": "${arn}"`).waitFor()
    await shoot(page, `aws-${kind}-form`)
    await page.getByRole('button', { name: 'Advanced settings' }).click()
    await page.getByRole('textbox', { name: /^Filter/ }).waitFor()
    expect(await page.getByRole('textbox', { name: /certificate/i }).count()).toBe(0)
    await page.getByRole('button', { name: 'Save webhook' }).click()
    await page.getByText(/^Webhook .* was created/).waitFor()

    const { body } = await fixture.router.as('manager', shop)('GET', '/webhooks')
    expect(body).toMatchObject({ items: [{ url: arn, [kind]: { arn, roleArn } }] })
  })

  it('leads to screens that name the ARN, which only the form changes', async () => {
    const api = fixture.router.as('manager', 'shop-3')
    const id = await aWebhook(api, { queue: { arn: queueArn, roleArn } })
    await publish(api)
    const [delivery] = await deliveriesOf(api, id, { status: 'successful', count: 1 })

    const page = await fixture.signedIn('manager@shop-3', `/#/webhooks/${id}?tab=settings`)
    await page.getByText(roleArn).waitFor()
    await page.getByText('postrider/shop-3').waitFor()
    await page.getByText('IAM role').waitFor()
    await shoot(page, 'aws-settings')
    await page.goto('/#/log')
    await page.getByRole('heading', { name: /^Event log/ }).waitFor()
    await page.getByRole('link', { name: 'sqs:…:orders' }).first().waitFor()
    await shoot(page, 'aws-log')
    await page.goto(`/#/log/${delivery}`)
    await page.getByText(queueArn).first().waitFor()
    await page.goto('/#/webhooks')
    const cell = page.getByRole('button', { name: `Edit URL of webhook ${queueArn}` })
    await cell.waitFor()
    expect(await cell.isDisabled()).toBe(true)
    await cell.click({ force: true })
    const reason = page.getByText('To change the ARN, edit the webhook.').first()
    await reason.waitFor({ state: 'attached' })
    await shoot(page, 'aws-table')
  })
})

describe('The form of a router without AWS credentials', () => {
  const fixture = aFixture()

  it('warns, and shows the error of the API at the ARN', async () => {
    const page = await fixture.signedIn('manager@shop-1', '/#/webhooks/new')
    await page.getByRole('radio', { name: /^SQS/ }).check()
    await page.getByText(/^This router has no AWS credentials/).waitFor()
    await fillAws(page, queueArn)
    await page.getByRole('button', { name: 'Save webhook' }).click()
    await page.getByText(/needs credentials of AWS, which this router does not have/i).waitFor()
    await shoot(page, 'aws-refused')
  })
})

async function fillAws(page: Page, arn: string): Promise<void> {
  await page.getByRole('textbox', { name: /^ARN of the (event bus|queue)/ }).fill(arn)
  await page.getByRole('textbox', { name: /^ARN of the role/ }).fill(roleArn)
  await choose(page, 'Resource', 'Subscription')
  await page.getByRole('checkbox', { name: 'Added' }).check()
}

/** At both widths that the page is made for. */
async function shoot(page: Page, name: string): Promise<void> {
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true })
  }
}
