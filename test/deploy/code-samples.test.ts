import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { expect, it } from '@jest/globals'

import { operations } from '../support/openapi-document.ts'

/** Here, as this suite needs Python anyway. */
it('the samples in Python compile', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'postrider-samples-'))
  const files = await Promise.all(
    operations.map(async ({ operationId, 'x-codeSamples': samples }) => {
      const file = join(folder, `${operationId}.py`)
      await writeFile(file, samples.find(({ lang }) => lang === 'Python')?.source ?? 'missing!')
      return file
    }),
  )

  const compiled = promisify(execFile)('python3', ['-m', 'py_compile', ...files])

  await expect(compiled).resolves.toMatchObject({ stderr: '' })
  await rm(folder, { recursive: true })
})
