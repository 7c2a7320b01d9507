import { describe, expect, it } from '@jest/globals'

import { shortWebhookName, webhookName, webhookOption } from '../../../web/api/webhook-names.ts'

const url = 'https://crm.example.com/hooks'

describe('A webhook is named by', () => {
  it('its description', () => {
    const webhook = { id: '1', url, description: 'For the CRM' }

    expect(webhookName(webhook)).toBe('For the CRM')
    expect(webhookOption(webhook)).toEqual({
      value: '1',
      label: 'For the CRM',
      description: 'crm.example.com/hooks',
    })
  })

  it('its URL if it has no description', () => {
    const webhook = { id: '1', url, description: '' }

    expect(webhookName(webhook)).toBe(url)
    expect(webhookOption(webhook)).toEqual({ value: '1', label: 'crm.example.com/hooks' })
  })

  it.each([
    ['arn:aws:events:eu-central-1:222222222222:event-bus/orders', 'events:…:event-bus/orders'],
    ['arn:aws-cn:sqs:cn-north-1:222222222222:orders.fifo', 'sqs:…:orders.fifo'],
  ])('the service and the name in an ARN: %s', (arn, short) => {
    expect(shortWebhookName({ description: '', url: arn })).toBe(short)
    expect(webhookOption({ id: '1', url: arn, description: 'For the CRM' })).toMatchObject({
      description: short,
    })
  })

  it('the beginning of a long URL', () => {
    const long = `https://crm.example.com/${'a'.repeat(2000)}`

    expect(shortWebhookName({ description: '', url: long })).toHaveLength(41)
  })
})
