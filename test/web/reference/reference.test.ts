import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import { describe, expect, it } from '@jest/globals'

const page = readFileSync('web/reference/index.html', 'utf8')

describe('The reference page', () => {
  it('takes everything from its own folder', () => {
    const places = [...page.matchAll(/<(?:script|link)[^>]* (?:src|href)="([^"]+)"/g)]
    const files = places.map(([, place]) => place)

    expect(files).toEqual(['data:,', 'reference.css', 'redoc.standalone.js', 'reference.js'])
  })

  it('has no script of its own in it, so that a policy may forbid them', () => {
    expect(page.match(/<script\b[^>]*>(?=\S)(?!<\/script>)/g)).toBeNull()
    expect(page).not.toMatch(/ on\w+="|javascript:/)
    expect(page).toContain("script-src 'self';")
  })

  it('is drawn by a bundle that fetches one thing from elsewhere, which the build takes out', () => {
    const { resolve } = createRequire(import.meta.url)
    const bundle = readFileSync(resolve('redoc/bundles/redoc.standalone.js'), 'utf8')

    const fetched = bundle.match(/https?:\/\/[^"'`\s/]+\/[^"'`\s]+\.(?:svg|png|js|css|woff2?)\b/g)
    expect(fetched).toEqual(['https://cdn.redoc.ly/redoc/logo-mini.svg'])
  })
})
