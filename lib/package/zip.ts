import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

import { zipSync } from 'fflate'

/** The same content makes the same file, whenever it is built. */
const options = { level: 9, mtime: '1980-01-01T12:00:00', os: 3, attrs: 0o100644 << 16 } as const

/** Writes the files of a folder into a zip. */
export function zipFolder(folder: string, file: string): void {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .toSorted()
  const files = names.map(
    (name) => [name.split(sep).join('/'), readFileSync(join(folder, name))] as const,
  )
  writeFileSync(file, zipSync(Object.fromEntries(files), options))
}
