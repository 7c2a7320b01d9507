import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'

import { signatureHeaders } from '../../../../core/webhooks/signature.ts'
import { nodeCode, pythonCode, snippets } from '../../../../web/webhooks/receiver/snippets.ts'

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const body = '{"uuid":"1","resource":{"content":{"name":"Zoë"}}}'

/** What each language prints for a genuine request, another body, another secret, and an old one. */
const programs = [
  {
    name: 'Node.js',
    file: 'verify.mjs',
    run: ['node', 'verify.mjs'],
    code: `${snippets['node']?.codeWith(secret) ?? ''}
import { readFileSync } from 'node:fs'
const cases = JSON.parse(readFileSync('cases.json', 'utf8'))
console.log(cases.map(({ headers, body }) => isGenuine(headers, body, secret)).join())`,
  },
  {
    name: 'Python',
    file: 'verify.py',
    run: ['python3', 'verify.py'],
    code: `${snippets['python']?.codeWith(secret) ?? ''}
import json
cases = json.load(open('cases.json', encoding='utf-8'))
found = [is_genuine(case['headers'], case['body'].encode(), secret) for case in cases]
print(','.join(str(one).lower() for one in found))`,
  },
]

describe('The code for receivers', () => {
  let folder: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'postrider-'))
    writeFileSync(join(folder, 'cases.json'), JSON.stringify(cases()))
  })
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  it.each(programs)('in $name accepts only genuine requests', ({ file, run, code }) => {
    writeFileSync(join(folder, file), code)
    const [command = '', ...args] = run

    const printed = execFileSync(command, args, { cwd: folder, encoding: 'utf8' })

    expect(printed.trim()).toBe('true,false,false,false')
  })

  it('in Node.js and Python is that of docs/receivers.md', () => {
    const docs = readFileSync('docs/receivers.md', 'utf8')

    expect(docs).toContain(`\`\`\`js\n${nodeCode}\`\`\``)
    expect(docs).toContain(`\`\`\`python\n${pythonCode}\`\`\``)
  })

  it('has the secret, in every language', () => {
    expect(Object.keys(snippets)).toEqual(['node', 'python', 'go', 'java', 'php', 'csharp'])
    for (const { codeWith } of Object.values(snippets)) expect(codeWith(secret)).toContain(secret)
  })
})

function cases() {
  const now = new Date()
  const signed = (at: Date, by: string) => signatureHeaders({ id: 'delivery-1', body }, at, [by])
  const another = `whsec_${Buffer.alloc(32, 8).toString('base64')}`
  return [
    { headers: signed(now, secret), body },
    { headers: signed(now, secret), body: body.replace('1', '2') },
    { headers: signed(now, another), body },
    { headers: signed(new Date(now.getTime() - 600_000), secret), body },
  ]
}
