import { readFile, writeFile } from 'node:fs/promises'

import * as z from 'zod'

import { routes } from '../core/manage/manage.ts'
import { openApi } from '../core/openapi/document.ts'
import { clientSchema } from './client-schema.ts'

/** `npm run openapi`: writes docs/openapi.json, which the script then formats, and client/schema.ts. */
const rootFile = (path: string) => new URL(`../${path}`, import.meta.url)

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(await readFile(rootFile('package.json'), 'utf8')))
const document = openApi(routes, version)
await writeFile(rootFile('docs/openapi.json'), JSON.stringify(document, null, 2))
await writeFile(rootFile('client/schema.ts'), await clientSchema(document))
