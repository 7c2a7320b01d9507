import { expect } from '@jest/globals'
import * as z from 'zod'

import type { Api } from '../../support/router.ts'

const Created = z.object({ id: z.string(), prefix: z.string(), key: z.string() })

/** Creates an API key through the API. */
export async function anApiKey(api: Api, settings: Record<string, unknown> = {}) {
  const { status, body } = await api('POST', '/api-keys', {
    name: 'ERP',
    role: 'producer',
    ...settings,
  })
  expect(status).toBe(201)
  return Created.parse(body)
}
