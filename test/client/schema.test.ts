import { readFileSync } from 'node:fs'

import { expect, it } from '@jest/globals'

import { clientSchema } from '../../bin/client-schema.ts'

it('client/schema.ts is what npm run openapi writes', async () => {
  const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as object

  expect(readFileSync('client/schema.ts', 'utf8')).toBe(await clientSchema(document))
})
