import { chmod, lstat, mkdir, readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** The permissions that people other than the owner have. */
const others = 0o077

/**
 * Creates a folder that only its owner can use, and its parents. A recursive `mkdir` never settles in
 * Node.js 20 where no folder can be created, such as in `/proc`.
 */
export async function privateFolder(folder: string): Promise<void> {
  const create = () => mkdir(folder, { mode: 0o700 }).catch(ignoreExisting)
  await create().catch(async (error: unknown) => {
    const isParentMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (!isParentMissing || dirname(folder) === folder) throw error
    await privateFolder(dirname(folder))
    await create()
  })
}

/**
 * Takes the permissions of everybody but the owner from a path and, in a folder, from all that is in
 * it. Follows no links; what is missing meanwhile is skipped. Resolves with the number of changed
 * paths.
 */
export async function makePrivate(path: string): Promise<number> {
  const own = await makeOnePrivate(path)
  const names = await readdir(path).catch(ignoreNoFolder)
  const below = await Promise.all(names.map((name) => makePrivate(join(path, name))))
  return below.reduce((sum, changed) => sum + changed, own)
}

/** The same for the path, without what is in it; 1 if it changed. */
export async function makeOnePrivate(path: string): Promise<number> {
  const stats = await lstat(path).catch(ignoreMissing)
  if (stats === undefined || stats.isSymbolicLink() || (stats.mode & others) === 0) return 0
  await chmod(path, stats.mode & 0o7777 & ~others).catch(ignoreMissing)
  return 1
}

/** Whether others than the owner have any permission. */
export async function isShared(path: string): Promise<boolean> {
  return ((await stat(path)).mode & others) !== 0
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

function ignoreNoFolder(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOTDIR' || error.code === 'ENOENT') return []
  throw error
}

export function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
