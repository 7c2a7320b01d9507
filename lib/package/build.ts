import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { build, type Plugin } from 'esbuild'
import * as z from 'zod'

import { bundle, pathOf } from '../bundle.ts'
import { functionNames } from '../function-names.ts'
import { writeDeclarations } from './declarations.ts'
import { copyDocuments } from './documents.ts'
import { bundledPackages, moduleOptions } from './module-options.ts'
import { thirdPartyLicenses } from './third-party-licenses.ts'
import { zipFolder } from './zip.ts'

const outdir = pathOf('dist')

/** Builds the folder that `npm pack ./dist` packs. */
async function main() {
  rmSync(outdir, { recursive: true, force: true })
  mkdirSync(join(outdir, 'functions'), { recursive: true })
  const files = [...zipFunctions(), ...(await bundleConstructs())]
  writeFileSync(join(outdir, 'THIRD-PARTY-LICENSES.txt'), thirdPartyLicenses(files))
  copyDocuments(outdir)
  for (const name of bundledPackages) copyPackage(name)
  const types = writeDeclarations(outdir)
  writeFileSync(join(outdir, 'package.json'), JSON.stringify(manifest(types), null, 2))
}

/** Returns the paths of the bundled files. */
function zipFunctions(): string[] {
  const scratch = mkdtempSync(join(tmpdir(), 'postrider-functions-'))
  try {
    return functionNames.flatMap((name) => {
      const folder = join(scratch, name)
      const files = bundle({ name, outdir: folder, pageFolder: pathOf('web/dist') })
      zipFolder(folder, join(outdir, 'functions', `${name}.zip`))
      return files
    })
  } finally {
    rmSync(scratch, { recursive: true })
  }
}

/**
 * The constructs, with everything but CDK, and with the zips instead of the bundler. Returns the
 * paths of the bundled files.
 */
async function bundleConstructs(): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: {
      index: pathOf('lib/package/index.ts'),
      template: pathOf('lib/package/template.ts'),
      client: pathOf('client/postrider.ts'),
      postrider: pathOf('bin/postrider.ts'),
    },
    outdir,
    metafile: true,
    ...moduleOptions,
    plugins: [withPrebuiltCode],
  })
  for (const command of Object.values(commands)) makeExecutable(join(outdir, command))
  return Object.keys(metafile.inputs)
}

/** What `npx` runs, by name. The one that is called like the package needs no other name. */
const commands = { postrider: './postrider.js', 'postrider-template': './template.js' }

function makeExecutable(command: string) {
  writeFileSync(command, `#!/usr/bin/env node\n${readFileSync(command, 'utf8')}`, { mode: 0o755 })
}

function copyPackage(name: string) {
  const folder = join('node_modules', name)
  cpSync(pathOf(folder), join(outdir, folder), { recursive: true })
}

const withPrebuiltCode: Plugin = {
  name: 'with-prebuilt-code',
  setup(context) {
    context.onResolve({ filter: /\/function-code\.ts$/ }, () => ({
      path: pathOf('lib/package/prebuilt-code.ts'),
    }))
  },
}

const Ours = z.object({
  ...{ name: z.string(), version: z.string(), description: z.string(), license: z.string() },
  engines: z.record(z.string(), z.string()),
  devDependencies: z.object({ 'aws-cdk-lib': z.string() }),
})

function manifest(types: string) {
  const ours = Ours.parse(JSON.parse(readFileSync(pathOf('package.json'), 'utf8')))
  const { name, version, description, license, engines, devDependencies } = ours
  return {
    ...{ name, version, description, license, engines },
    type: 'module',
    main: './index.js',
    types: `./${types}`,
    exports: {
      '.': { types: `./${types}`, default: './index.js' },
      './client': { types: './client/postrider.d.ts', default: './client.js' },
      './functions/*': './functions/*',
      './package.json': './package.json',
    },
    bin: commands,
    dependencies: Object.fromEntries(bundledPackages.map((one) => [one, versionOf(one)])),
    bundleDependencies: bundledPackages,
    // The version that the tests use, or a newer one. CDK itself asks for these constructs.
    peerDependencies: {
      'aws-cdk-lib': `^${devDependencies['aws-cdk-lib']}`,
      constructs: '^10.5.0',
    },
    // `npx postrider` needs no CDK.
    peerDependenciesMeta: { 'aws-cdk-lib': { optional: true }, constructs: { optional: true } },
  }
}

function versionOf(name: string): string {
  const file = pathOf(join('node_modules', name, 'package.json'))
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version
}

await main()
