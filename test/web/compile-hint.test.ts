import { expect, it } from '@jest/globals'
import type { Rolldown } from 'vite'

import { compileHint } from '../../web/compile-hint.ts'

it('compileHint() puts the hint before all else of the chunks it is for', () => {
  const bundle = { 'a.js': aChunk('page'), 'b.js': aChunk('log-screen') }

  hintIn(bundle)

  expect(bundle['a.js'].code).toBe('//# allFunctionsCalledOnLoad\nrun()')
  expect(bundle['b.js'].code).toBe('run()')
})

function aChunk(name: string): Rolldown.OutputChunk {
  return { type: 'chunk', name, code: 'run()' } as Rolldown.OutputChunk
}

function hintIn(bundle: Rolldown.OutputBundle): void {
  const { generateBundle } = compileHint(['page'])
  if (typeof generateBundle !== 'object') throw new Error('generateBundle has no handler')
  const handler = generateBundle.handler as (options: unknown, files: typeof bundle) => void
  handler({}, bundle)
}
