import { join } from 'node:path'

import type { Rolldown } from 'vite'

type Modules = Pick<Rolldown.ChunkingContext, 'getModuleInfo'>

/** What nearly everybody sees first. */
const firstScreen = ['draw.tsx', 'overview/overview-screen.tsx']

/**
 * Few chunks, as each one is a request: one that signs in, the packages and the code of the first
 * screen, and one with what several other screens share. The rest is in a chunk for each screen.
 */
export function chunks(folder: string): Rolldown.CodeSplittingOptions {
  const isFirst = reachedFrom(firstScreen.map((file) => join(folder, file)))
  return {
    groups: [
      { name: 'sign-in', tags: ['$initial'], priority: 3 },
      {
        name: (id, modules) => (isFirst(id, modules) ? packagesOrOurs(id) : null),
        debugName: 'first screen',
        priority: 2,
      },
      { name: 'screens', minShareCount: 2, priority: 1 },
    ],
  }
}

/** Packages change less often than the page, and a browser keeps them. All styles are together. */
function packagesOrOurs(id: string): string {
  return /node_modules|\.css$/.test(id) ? 'packages' : 'page'
}

/** Whether these files import a module, directly or not, before a screen asks for more. */
function reachedFrom(files: readonly string[]) {
  let reached: Set<string> | undefined
  return (id: string, modules: Modules): boolean => {
    reached ??= all(files, (one) => modules.getModuleInfo(one)?.importedIds ?? [])
    return reached.has(id)
  }
}

function all(files: readonly string[], next: (file: string) => readonly string[]): Set<string> {
  const found = new Set(files)
  for (const file of found) for (const one of next(file)) found.add(one)
  return found
}
