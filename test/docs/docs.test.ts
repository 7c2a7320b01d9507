import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { describe, expect, it } from '@jest/globals'

const documents = [
  ...readdirSync('.').filter((name) => name.endsWith('.md')),
  'web/README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]

describe.each(documents)('%s', (document) => {
  const text = readFileSync(document, 'utf8')

  it('has links with existing targets', () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)

    const broken = links.filter((link) => !/^https?:/.test(link) && !hasTarget(document, link))

    expect(broken).toEqual([])
  })

  it('names existing files', () => {
    const paths = text.matchAll(
      /`((?:adapters|bench|bin|core|docs|lambdas|lib|test|web)\/[\w./-]*)`/g,
    )

    const missing = [...paths].map(([, path = '']) => path).filter((path) => !existsSync(path))

    expect(missing.filter((path) => path !== 'web/dist')).toEqual([]) // that one is built
  })
})

describe('README.md', () => {
  const text = readFileSync('README.md', 'utf8')
  const lines = text.split('\n')

  it('is short', () => {
    expect(lines.length).toBeLessThanOrEqual(200)
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(15 * 1024)
  })

  it('has narrow tables and drawings', () => {
    const cells = lines
      .filter((line) => line.startsWith('|'))
      .flatMap((line) => line.split('|').map((cell) => cell.trim()))
    const drawings = lines.filter((line) => /[│▼►]/.test(line))

    expect(cells.filter((cell) => cell.length > 60 && !cell.startsWith('---'))).toEqual([])
    expect(drawings.filter((line) => line.length > 100)).toEqual([])
  })
})

function hasTarget(document: string, link: string): boolean {
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? document : join(dirname(document), path)
  if (!existsSync(target)) return false
  return anchor === undefined || anchorsOf(readFileSync(target, 'utf8')).includes(anchor)
}

/** The anchors that GitHub derives from headings. */
function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
