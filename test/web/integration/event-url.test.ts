import { expect, it } from '@jest/globals'

import { endpointUrlError, suggestEventUrl } from '../../../core/integration/endpoint-url.ts'
import { appendEventUrl } from '../../../web/integration/form/event-url.ts'

it.each([
  'https://vendor.example.com/events',
  'https://vendor.example.com/events?type=order',
  'https://vendor.example.com/events?',
  'https://vendor.example.com/events?type=order&',
  'https://vendor.example.com/events#orders?',
  'https://vendor.example.com/events?type=order#orders',
])('appendEventUrl() makes of %s what the API suggests and accepts', (url) => {
  const appended = appendEventUrl(url)

  expect(appended).toBe(suggestEventUrl(url))
  expect(endpointUrlError(appended, () => undefined)).toBeUndefined()
})
