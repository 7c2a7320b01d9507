import { expect, it } from '@jest/globals'

import { IntegrationEventInput } from '../../../core/integration/event-input.ts'
import { integrationEventTypes } from '../../../core/integration/event-types.ts'
import {
  eventText,
  newDraft,
  sampleText,
  withType,
} from '../../../web/integration/trigger/draft.ts'

it.each(integrationEventTypes)('the sample of %s is an event that the API accepts', (type) => {
  const text = eventText(withType(newDraft('crm'), type))

  expect(IntegrationEventInput.parse(JSON.parse(text))).toMatchObject({
    type,
    product: 'crm',
    flag: 'STATELESS',
  })
})

it('eventText() keeps numbers as they are typed, and an empty body', () => {
  const draft = newDraft('crm')

  expect(eventText({ ...draft, body: ' { "n": 1.50 } ' })).toMatch(/,\s*"n": 1\.50 \}$/)
  expect(JSON.parse(eventText({ ...draft, flag: 'NONE', body: '{}' }))).toEqual({
    type: 'SUBSCRIPTION_ORDER',
    product: 'crm',
  })
})

it('another type brings its sample, unless the text was edited', () => {
  const draft = newDraft('crm')

  expect(withType(draft, 'ADDON_BIND').body).toBe(sampleText('ADDON_BIND'))
  expect(withType({ ...draft, body: '{}' }, 'ADDON_BIND')).toMatchObject({
    type: 'ADDON_BIND',
    body: '{}',
  })
})
