import { readFileSync } from 'node:fs'

import { describe, expect, it } from '@jest/globals'

import { ApiDocument } from '../../../web/reference/document.ts'
import { inline } from '../../../web/reference/markup.ts'
import { referencePage } from '../../../web/reference/page.ts'

const text = readFileSync('docs/openapi.json', 'utf8')
const document = ApiDocument.parse(JSON.parse(text))
const page = referencePage(document)

describe('The reference page', () => {
  it('has every operation with its path, and every schema', () => {
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => ({ path, method, operationId })),
    )

    for (const { path, method, operationId } of operations) {
      expect(page).toContain(`<section id="${operationId}" class="operation">`)
      expect(page).toContain(`${method.toUpperCase()}</span> <code>${path}</code>`)
    }
    for (const name of Object.keys(document.components.schemas)) {
      expect(page).toContain(`<section id="schema-${name}">`)
    }
  })

  it('has what receivers get for every event type', () => {
    const types = Object.keys(document.webhooks)

    expect(types).toHaveLength(43)
    for (const type of types) expect(page).toContain(`<pre tabindex="0" id="event-${type}">`)
    const section = page.slice(page.indexOf('<h2 id="receivers">'))
    expect(section).toContain('<code>webhook-signature</code> <span class="required">')
    expect(section).toContain('<a href="#schema-Notification">')
    expect(section).toContain('<code>410</code>: The webhook is disabled')
  })

  it('has code samples of every operation of the management API', () => {
    const operations = Object.values(document.paths)
      .flatMap((methods) => Object.values(methods))
      .filter(({ tags: [tag] }) => tag !== 'Vendors')

    for (const { operationId } of operations) {
      const [, labels] = page.split(`<section id="${operationId}"`)
      const found = [...(labels ?? '').matchAll(/<details name="(\w+)">\n<summary>(\w+)</g)]
      const first = found.slice(0, 3).map(([, group, label]) => [group, label])
      expect(first).toEqual(['curl', 'TypeScript', 'Python'].map((label) => [operationId, label]))
    }
  })

  it('says how a vendor authenticates', () => {
    const section = (id: string) =>
      page.split('<section ').find((one) => one.startsWith(`id="${id}"`))
    const schemes = '<code>vendorSignature</code> or <code>vendorToken</code>'

    expect(section('readVendorEvent')).toContain(`Authentication: ${schemes}.`)
    expect(section('issueVendorToken')).toContain(
      '<code>vendorClient</code>, or none in the headers.',
    )
    expect(section('redirectCustomer')).toContain('No token is required.')
  })

  it('has unique ids, and only links that work', () => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    const links = [...page.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id)

    expect(new Set(ids).size).toBe(ids.length)
    expect(links.filter((link) => !ids.includes(link))).toEqual([])
  })

  it('shows the fields of a request, with nested fields by their path', () => {
    const section = page.split('<section ').find((part) => part.startsWith('id="createWebhook"'))

    expect(section).toContain('<code>url</code>')
    expect(section).toContain('<code>limits.perSecond</code>')
    expect(section).toContain('<a href="#schema-AuthenticationInput">AuthenticationInput</a>')
    expect(section).toContain('1 to 1000')
  })

  it('shows the alternatives of a schema separately', () => {
    const section = page.split('<section ').find((part) => part.startsWith('id="schema-Attempt"'))

    expect(section).toMatch(/<h4>Delivered<\/h4>[^]*<h4>Failed<\/h4>/)
  })

  it('runs no script and loads nothing from other hosts', () => {
    expect(page).not.toMatch(/<script| on\w+="|javascript:| style="/)
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//)
  })

  it('escapes the texts of the document', () => {
    const escaped = referencePageOf('<img src=x onerror="alert(1)"> & more')

    expect(escaped).toContain('&#60;img src=x onerror=&#34;alert(1)&#34;&#62; &#38; more')
    expect(escaped).not.toContain('<img')
  })

  it('converts the Markdown of descriptions and does not change code', () => {
    const [, code, rest] = inline('With `***` for **each** value')

    expect(code?.text).toBe('<code>***</code>')
    expect(rest?.text).toBe(' for <strong>each</strong> value')
  })
})

function referencePageOf(description: string) {
  const info = { ...document.info, description }
  return referencePage({ ...document, info })
}
