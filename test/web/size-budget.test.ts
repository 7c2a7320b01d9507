import { randomBytes } from 'node:crypto'

import { expect, it } from '@jest/globals'
import type { Rolldown } from 'vite'

import { excessesOf } from '../../web/size-budget.ts'

it.each([
  { is: 'allows a small bundle', signInKb: 20, pageKb: 300, excesses: [] },
  { is: 'refuses a heavy sign-in', signInKb: 101, pageKb: 300, excesses: ['sign-in'] },
  { is: 'refuses a heavy first screen', signInKb: 20, pageKb: 520, excesses: ['first screen'] },
])('excessesOf() $is', ({ signInKb, pageKb, excesses }) => {
  const bundle = {
    'assets/index-1.js': aChunk('assets/index-1.js', signInKb, true),
    'assets/page-1.js': aChunk('assets/page-1.js', pageKb),
    'assets/log-screen-1.js': aChunk('assets/log-screen-1.js', 1_000),
  }

  const found = excessesOf(bundle)

  expect(found.map((text) => /its (.+) has/.exec(text)?.[1])).toEqual(excesses)
})

/** A chunk of this many KB, which cannot be compressed: two hex digits of code are one random byte. */
function aChunk(fileName: string, kilobytes: number, isEntry = false): Rolldown.OutputChunk {
  const code = randomBytes(kilobytes * 1000).toString('hex')
  return { type: 'chunk', fileName, code, isEntry } as Rolldown.OutputChunk
}
