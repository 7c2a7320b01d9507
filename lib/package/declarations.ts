import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

import ts from 'typescript'

import { pathOf } from '../bundle.ts'

/** Writes the type declarations of the package's exports; returns the path of their entry. */
export function writeDeclarations(outdir: string): string {
  const { config } = ts.readConfigFile(pathOf('tsconfig.json'), ts.sys.readFile.bind(ts.sys)) as {
    config: { compilerOptions: object }
  }
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, pathOf('.'))
  const entry = pathOf('lib/package/index.ts')
  const client = ['postrider', 'schema'].map((name) => pathOf(`client/${name}.ts`))
  const program = ts.createProgram([entry, ...client], {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: pathOf('.'),
  })
  const write = (file: string, text: string) => {
    const path = join(outdir, relative(pathOf('.'), file))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text.replaceAll(/(from '\.[^']*)\.ts'/g, "$1.js'"))
  }
  for (const name of [...reachable(program, entry), ...client]) {
    program.emit(program.getSourceFile(name), (file, text) => {
      write(pathOf(relative(pathOf('.'), file)), text)
    })
  }
  return 'lib/package/index.d.ts'
}

const publicFiles = ['postrider', 'postrider-props', 'postrider-stack', 'package/named-zips']

/** The entry, and what its declarations refer to. */
function reachable(program: ts.Program, entry: string): string[] {
  const files = publicFiles.map((name) => pathOf(`lib/${name}.ts`))
  const missing = files.filter((file) => program.getSourceFile(file) === undefined)
  if (missing.length > 0) throw new Error(`Cannot declare the types: no ${missing.join(', ')}`)
  return [entry, ...files]
}
