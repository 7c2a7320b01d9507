import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { ApiDocument } from './document.ts'
import { referencePage } from './page.ts'

const here = import.meta.dirname

/** Builds the API reference from docs/openapi.json into a folder. */
export async function buildReference(folder: string): Promise<void> {
  const text = await readFile(join(here, '../../docs/openapi.json'), 'utf8')
  const page = referencePage(ApiDocument.parse(JSON.parse(text)))
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'index.html'), page)
  for (const style of ['layout.css', 'content.css']) {
    await copyFile(join(here, style), join(folder, style))
  }
  await copyFile(join(here, '../icon.svg'), join(folder, 'icon.svg'))
}
