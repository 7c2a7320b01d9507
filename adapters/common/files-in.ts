import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

/** All files under a folder, by their path relative to it, with `/`. Hidden files are skipped. */
export async function filesIn(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ parentPath, name }) => join(parentPath, name))
  const files = paths.map(async (path) => {
    const name = relative(folder, path).split(sep).join('/')
    return [name, await readFile(path)] as const
  })
  return new Map(await Promise.all(files))
}
