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

  it('the beginning of a long URL', () => {
    const long = `https://crm.example.com/${'a'.repeat(2000)}`

    expect(shortWebhookName({ description: '', url: long })).toHaveLength(41)
  })
})
