import { join } from 'node:path'

import { describe, expect, it } from '@jest/globals'
import ts from 'typescript'

import {
  jsonLiteral,
  pythonLiteral,
  typeScriptLiteral,
} from '../../../core/openapi/code-literals.ts'
import { pathExamples } from '../../../core/openapi/parameters.ts'
import { operations } from '../../support/openapi-document.ts'
import { shellWords } from '../../support/shell-words.ts'
import { cases } from './cases.ts'
import { aWorld, filled, withKeys } from './worlds.ts'

const sampleOf = ({ 'x-codeSamples': samples }: (typeof operations)[number], label: string) =>
  samples.find((sample) => sample.label === label)?.source ?? ''

describe('A sample with curl', () => {
  it.each(operations.map((one) => [one.line, one] as const))(
    'is accepted by the API: %s',
    async (line, operation) => {
      const { method, url, headers, body } = curlRequest(sampleOf(operation, 'curl'))
      const { pathname, searchParams } = new URL(url)
      const world = await worldFor(line, body)

      const answer = await world.ask(filled(line), {
        query: Object.fromEntries(searchParams),
        headers: { ...headers, ...('if-match' in headers && { 'if-match': '*' }) },
        ...(body !== undefined && { text: body }),
      })

      expect(`${method} ${pathname}`).toBe(withExamples(line))
      expect([Math.floor(answer.status / 100), answer.body]).toEqual([2, answer.body])
    },
  )
})

/** A world where the request succeeds: without a body, that of its case. */
async function worldFor(line: string, body: string | undefined) {
  const one = cases.find((each) => each.line === line && each.status < 300)
  if (body !== undefined || one === undefined) {
    return aWorld(withKeys)
  }
  const world = one.world?.() ?? aWorld()
  await one.before?.(world)
  return world
}

/** The request of a command, with header names in lower case. */
function curlRequest(command: string) {
  const variables = { POSTRIDER_URL: 'https://api.example.com', POSTRIDER_TOKEN: 'token' }
  const [program, ...words] = shellWords(command, variables)
  expect(program).toBe('curl')
  const request = { method: 'GET', url: '', headers: {} as Record<string, string> }
  let body: string | undefined
  for (let index = 0; index < words.length; index += 1) {
    const [word = '', value = ''] = words.slice(index)
    if (!word.startsWith('-')) request.url = word
    else index += 1
    if (word === '-X') request.method = value
    else if (word === '-d') body = value
    else if (word === '-H') {
      const [name = '', content = ''] = value.split(': ')
      request.headers[name.toLowerCase()] = content
    } else expect(word).not.toMatch(/^-/)
  }
  return { ...request, body }
}

function withExamples(line: string): string {
  const examples = pathExamples(line)
  return line.replace(/\{(\w+)\}/g, (_, name: string) => examples[name] ?? '')
}

describe('A sample in TypeScript', () => {
  it('has the types of the client', () => {
    const files = new Map(
      operations.map((one) => [
        join(process.cwd(), `${one.operationId}.sample.ts`),
        sampleOf(one, 'TypeScript'),
      ]),
    )

    expect(typeErrorsOf(files)).toEqual([])
  }, 60_000)
})

/** Checks files that exist in memory only. */
function typeErrorsOf(files: ReadonlyMap<string, string>): string[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    types: ['node'],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    paths: { 'postrider/client': ['./client/postrider.ts'] },
  }
  const disk = ts.createCompilerHost(options)
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (name) => files.has(name) || disk.fileExists(name),
    readFile: (name) => files.get(name) ?? disk.readFile(name),
    getSourceFile: (name, language) => {
      const text = files.get(name) ?? disk.readFile(name)
      return text === undefined ? undefined : ts.createSourceFile(name, text, language)
    },
  }
  const program = ts.createProgram([...files.keys()], options, host)
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, '\n')
    return `${file?.fileName ?? ''}: ${text}`
  })
}

describe('A literal', () => {
  const value = { type: 'a "b"', 'If-Match': "it's", list: [true, null, 'null'], empty: {} }

  it('is written as each language does', () => {
    expect(jsonLiteral({ type: 'a "b"', list: [true, null] })).toBe(
      String.raw`{ "type": "a \"b\"", "list": [true, null] }`,
    )
    expect(typeScriptLiteral({ ...value, list: [] })).toBe(
      `{ type: 'a "b"', 'If-Match': "it's", list: [], empty: {} }`,
    )
    expect(pythonLiteral({ ...value, longer: 'x'.repeat(50) })).toBe(`{
        "type": "a \\"b\\"",
        "If-Match": "it's",
        "list": [True, None, "null"],
        "empty": {},
        "longer": "${'x'.repeat(50)}"
    }`)
  })
})
