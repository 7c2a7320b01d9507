import { readFile, writeFile } from 'node:fs/promises'

import * as z from 'zod'

import { routes } from '../core/manage/manage.ts'
import { openApi } from '../core/openapi/document.ts'

/** `npm run openapi`: writes docs/openapi.json; the script then formats it. */
const rootFile = (path: string) => new URL(`../${path}`, import.meta.url)

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(await readFile(rootFile('package.json'), 'utf8')))
await writeFile(rootFile('docs/openapi.json'), JSON.stringify(openApi(routes, version), null, 2))
