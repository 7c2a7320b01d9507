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
 * Writes what a function deploys: its code as one file, and the files that it reads. Returns the
 * paths of the bundled files.
 */
export function bundle({ name, outdir, pageFolder }: Bundle): string[] {
  const bundled = built(`lambdas/${name}.aws.ts`, join(outdir, 'index.mjs'))
  const evaluator = evaluating.includes(name)
    ? built(evaluatorFile, join(outdir, basename(evaluatorFile)))
    : []
  if (name === 'manage') cpSync(pathOf('docs/openapi.json'), join(outdir, 'openapi.json'))
  if (name === 'publish-page') copyPage(pageFolder, join(outdir, 'files'))
  return [...bundled, ...evaluator]
}

/** The functions that evaluate JSONata, in a process that runs a file of its own. */
const evaluating: readonly FunctionName[] = ['deliver', 'manage']
const evaluatorFile = 'adapters/jsonata/evaluator.mjs'

/** Writes a file with everything that it imports; returns the paths of these files. */
function built(entry: string, outfile: string): string[] {
  const { metafile } = buildSync({
    entryPoints: [pathOf(entry)],
    outfile,
    absWorkingDir: pathOf('.'),
    logLevel: 'warning',
    // One small file with our version of the SDK, for a fast cold start.
    bundle: true,
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
