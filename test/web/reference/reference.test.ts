import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const page = readFileSync('web/reference/index.html', 'utf8')

describe('The reference page', () => {
  it('loads files only from its own folder', () => {
    const matches = [...page.matchAll(/<(?:script|link)[^>]* (?:src|href)="([^"]+)"/g)]
    const files = matches.map(([, file]) => file)

    expect(files).toEqual(['data:,', 'reference.css', 'redoc.standalone.js', 'reference.js'])
  })

  it('has no inline script, so that a policy can forbid them', () => {
    expect(page.match(/<script\b[^>]*>(?=\S)(?!<\/script>)/g)).toBeNull()
    expect(page).not.toMatch(/ on\w+="|javascript:/)
    expect(page).toContain("script-src 'self';")
  })

  it('uses a bundle with one remote file, which the build removes', () => {
    const { resolve } = createRequire(import.meta.url)
    const bundle = readFileSync(resolve('redoc/bundles/redoc.standalone.js'), 'utf8')

    const fetched = bundle.match(/https?:\/\/[^"'`\s/]+\/[^"'`\s]+\.(?:svg|png|js|css|woff2?)\b/g)
    expect(fetched).toEqual(['https://cdn.redoc.ly/redoc/logo-mini.svg'])
  })
})
