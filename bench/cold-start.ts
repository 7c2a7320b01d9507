import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'

import { buildSync } from 'esbuild'

import { bundleEnvironment, theBundles } from '../test/lib/the-bundles.ts'

/**
 * `npm run bench:cold-start`: the size of each function's bundle and how long its import takes,
 * next to a bare bundle of the SDK clients that the function uses. Budget: 1.4 times the bare import.
 */
const times = 20

/** What a function's bundle needs of the SDK at least. */
const clients = {
  dynamodb:
    "export { DynamoDBClient } from '@aws-sdk/client-dynamodb'\n" +
    "export { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb'",
  sqs: "export { SQSClient, SendMessageBatchCommand } from '@aws-sdk/client-sqs'",
  kms: "export { KMSClient, DecryptCommand } from '@aws-sdk/client-kms'",
  eventbridge: "export { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'",
  s3: "export { S3Client, PutObjectCommand } from '@aws-sdk/client-s3'",
} as const

const clientsOf: Readonly<Record<string, readonly (keyof typeof clients)[]>> = {
  FanOut: ['dynamodb', 'sqs'],
  Deliver: ['dynamodb', 'sqs', 'kms', 'eventbridge'],
  Wake: ['dynamodb', 'sqs', 'eventbridge'],
  Page: ['s3'],
  ManagementApiAuthorizer: ['dynamodb'],
  ManagementApi: ['dynamodb', 'sqs', 'kms', 'eventbridge'],
  CallVendor: ['dynamodb', 'sqs', 'kms', 'eventbridge'],
  Vendors: ['dynamodb', 'kms', 'eventbridge'],
  Canary: ['dynamodb', 'kms', 'eventbridge'],
  Archive: ['s3'],
}

async function main(): Promise<void> {
  const outdir = await mkdtemp(join(tmpdir(), 'postrider-bundles-'))
  console.log('                            bytes   gzipped   import   bare   ratio')
  for (const [name, file] of theBundles(outdir)) {
    const code = await readFile(file)
    const sizes = [code, gzipSync(code)].map(({ length }) =>
      length.toLocaleString('en').padStart(9),
    )
    const bare = bareBundle(name, outdir)
    const [ms, bareMs] = await medians([file, bare])
    const ratio = ((ms ?? NaN) / (bareMs ?? NaN)).toFixed(2)
    console.log(
      `${name.padEnd(23)} ${sizes.join(' ')} ${msText(ms)} ${msText(bareMs)}   ${ratio.padStart(5)}`,
    )
  }
  await rm(outdir, { recursive: true })
}

/** Bundles the SDK clients of a function, as its own bundle is made, and returns the file. */
function bareBundle(name: string, outdir: string): string {
  const outfile = join(outdir, `bare-${name}.mjs`)
  const contents = (clientsOf[name] ?? []).map((client) => clients[client]).join('\n')
  buildSync({
    stdin: { contents, resolveDir: process.cwd() },
    outfile,
    bundle: true,
    minify: true,
    keepNames: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: {
      js: "import{createRequire as makeRequire}from'node:module';const require=makeRequire(import.meta.url);",
    },
    logLevel: 'error',
  })
  return outfile
}

/** The median times to import the files in new processes, in turn, in milliseconds. */
async function medians(files: readonly string[]): Promise<number[]> {
  const found = files.map((): number[] => [])
  for (let time = 0; time < times; time += 1) {
    for (const [index, file] of files.entries()) found[index]?.push(await importMs(file))
  }
  return found.map((all) => all.toSorted((a, b) => a - b)[times / 2] ?? NaN)
}

async function importMs(file: string): Promise<number> {
  const script = `const from = performance.now()
    await import(${JSON.stringify(`file://${file}`)})
    console.log(performance.now() - from)
    process.exit()`
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', script],
    { env: bundleEnvironment },
  )
  return Number(stdout)
}

function msText(ms = NaN): string {
  return `${ms.toFixed(0).padStart(4)} ms`
}

await main()
