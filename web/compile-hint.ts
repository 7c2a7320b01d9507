import type { Plugin } from 'vite'

/** V8's explicit compile hint, which counts only at the beginning of a file. */
const hint = '//# allFunctionsCalledOnLoad\n'

/**
 * Has Chrome compile all functions of these chunks while it loads them, in another thread. Without, it
 * compiles each one at its first call, while nothing is drawn.
 */
export function compileHint(names: readonly string[]): Plugin {
  return {
    name: 'compile-hint',
    enforce: 'post',
    generateBundle: {
      order: 'post', // after Vite's list of chunks, which it puts first
      handler: (_options, bundle) => {
        for (const file of Object.values(bundle)) {
          if (file.type === 'chunk' && names.includes(file.name)) file.code = hint + file.code
        }
      },
    },
  }
}
