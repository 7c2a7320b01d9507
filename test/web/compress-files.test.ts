import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

import { expect, it } from '@jest/globals'

import { compressFiles } from '../../web/compress-files.ts'

it('compressFiles() writes a copy next to each text file that is not small', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'postrider-page-'))
  const large = 'body { color: black }\n'.repeat(100)
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'assets/large.css'), large)
  await writeFile(join(folder, 'small.js'), 'small')
  await writeFile(join(folder, 'font.woff2'), Buffer.alloc(5_000))

  await compressFiles(folder)

  const files = await readdir(folder, { recursive: true })
  const read = (name: string) => readFile(join(folder, name))
  expect(files.toSorted()).toEqual([
    'assets',
    'assets/large.css',
    'assets/large.css.br',
    'assets/large.css.gz',
    'font.woff2',
    'small.js',
  ])
  expect(brotliDecompressSync(await read('assets/large.css.br')).toString()).toBe(large)
  expect(gunzipSync(await read('assets/large.css.gz')).toString()).toBe(large)
  await rm(folder, { recursive: true })
})
