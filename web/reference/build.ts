import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { ApiDocument } from './document.ts'
import { eventTypesOf } from './event-types.ts'
import { referencePage } from './page.ts'

const here = import.meta.dirname

/** Builds the API reference from docs/openapi.json into a folder, and the page's event catalogue. */
export async function buildReference(folder: string): Promise<void> {
  const text = await readFile(join(here, '../../docs/openapi.json'), 'utf8')
  const json: unknown = JSON.parse(text)
  const page = referencePage(ApiDocument.parse(json))
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'index.html'), page)
  await writeFile(join(folder, 'event-types.json'), JSON.stringify(eventTypesOf(json)))
  for (const style of ['layout.css', 'content.css']) {
    await copyFile(join(here, style), join(folder, style))
  }
  await copyFile(join(here, '../icon.svg'), join(folder, 'icon.svg'))
}
