import { join } from 'node:path'

import type { Rolldown } from 'vite'

type Modules = Pick<Rolldown.ChunkingContext, 'getModuleInfo'>

/** What nearly everybody sees first, and next. */
const firstScreen = ['draw.tsx', 'overview/overview-screen.tsx']
const secondScreen = ['webhooks/table/webhooks-screen.tsx']

/**
 * Few chunks, as each one is a request: one that signs in, the packages and the code of the first
 * screen, one of the second, and one with what several others share. The rest is in a chunk for
 * each screen.
 */
export function chunks(folder: string): Rolldown.CodeSplittingOptions {
  const isFirst = reachedFrom(firstScreen.map((file) => join(folder, file)))
  const isSecond = reachedFrom(secondScreen.map((file) => join(folder, file)))
  return {
    groups: [
      { name: 'sign-in', tags: ['$initial'], priority: 4 },
      {
        name: (id, modules) => {
          if (isFirst(id, modules)) return isPackage(id) || isStyle(id) ? 'packages' : 'page'
          return isSecond(id, modules) && isStyle(id) ? 'packages' : null
        },
        debugName: 'first screen',
        priority: 3,
      },
      {
        name: (id, modules) => (isSecond(id, modules) ? 'webhooks' : null),
        debugName: 'second screen',
        priority: 2,
      },
      { name: 'screens', minShareCount: 2, priority: 1 },
    ],
  }
}

/** Chunks most of whose functions run before their screen is shown. */
export const runAtOnce: readonly string[] = ['packages', 'page', 'webhooks']

/** Packages change less often than the page, and a browser keeps them. */
function isPackage(id: string): boolean {
  return id.includes('node_modules')
}

/** The styles of the first two screens are in one file. */
function isStyle(id: string): boolean {
  return id.endsWith('.css')
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
