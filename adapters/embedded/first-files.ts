import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The URL paths of what the built page loads after a sign-in, so that the form can load it while
 * somebody types: the chunks of the first screen (`web/chunks.ts`). None while the page is not built.
 */
export async function firstFiles(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, 'assets')).catch(() => [])
  return names
    .filter((name) => /^(page|packages)-[\w-]+\.(js|css)$/.test(name))
    .map((name) => `/assets/${name}`)
}
