import { cpSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { buildSync } from 'esbuild'

import type { FunctionName } from './function-names.ts'

type Bundle = {
  readonly name: FunctionName
  /** The folder to write into. */
  readonly outdir: string
  /** The output folder of `npm run build:page`. */
  readonly pageFolder: string
}

/**
 * Writes what a function deploys: its code, and the files that it reads. Returns the paths of the
 * bundled files.
 */
export function bundle({ name, outdir, pageFolder }: Bundle): string[] {
  const bundled = built({ index: `lambdas/${name}.aws.ts` }, outdir)
  const evaluator = evaluating.includes(name)
    ? built({ [basename(evaluatorFile, '.mjs')]: evaluatorFile }, outdir)
    : []
  if (name === 'manage') cpSync(pathOf('docs/openapi.json'), join(outdir, 'openapi.json'))
  if (name === 'publish-page') copyPage(pageFolder, join(outdir, 'files'))
  return [...bundled, ...evaluator]
}

/** The functions that evaluate JSONata, in a process that runs a file of its own. */
const evaluating: readonly FunctionName[] = ['deliver', 'manage']
const evaluatorFile = 'adapters/jsonata/evaluator.mjs'

/**
 * Writes an entry with everything that it imports; what it may import later is in files of its own.
 * Returns the paths of the bundled files.
 */
function built(entryPoints: Record<string, string>, outdir: string): string[] {
  const { metafile } = buildSync({
    entryPoints,
    outdir,
    outExtension: { '.js': '.mjs' },
    absWorkingDir: pathOf('.'),
    logLevel: 'warning',
    // Small files with our version of the SDK, for a fast cold start.
    bundle: true,
    splitting: true,
    metafile: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    alias: {
      '@aws-sdk/credential-provider-node': pathOf('adapters/aws/lambda-credentials.ts'),
    },
    // Stack traces show function names without loading a source map.
    keepNames: true,
    banner: { js: requireForCommonJs },
  })
  return Object.keys(metafile.inputs)
}

/** The path of a file of this repository. */
export function pathOf(file: string): string {
  return fileURLToPath(new URL(`../${file}`, import.meta.url))
}

/** Bundled CommonJS packages call `require`, which ES modules lack. */
const requireForCommonJs =
  "import{createRequire as makeRequire}from'node:module';const require=makeRequire(import.meta.url);"

/** CloudFront compresses by itself, and does not choose between copies. */
function copyPage(from: string, to: string) {
  cpSync(from, to, {
    recursive: true,
    filter: (file) => !['.br', '.gz'].includes(extname(file)) && !file.endsWith('.built-from'),
  })
}
