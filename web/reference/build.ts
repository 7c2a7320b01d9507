import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'

import { ApiDocument } from './document.ts'
import { referencePage } from './page.ts'

const here = new URL('./', import.meta.url)
const folder = new URL('../dist/reference/', here)

/**
 * Writes the reference of the API, drawn from docs/openapi.json. The page beside it is built first,
 * for its build empties the folder.
 */
export async function buildReference(): Promise<void> {
  const text = await readFile(new URL('../../docs/openapi.json', here), 'utf8')
  const page = referencePage(ApiDocument.parse(JSON.parse(text)))
  await mkdir(folder, { recursive: true })
  await writeFile(new URL('index.html', folder), page)
  await copyFile(new URL('reference.css', here), new URL('reference.css', folder))
}
