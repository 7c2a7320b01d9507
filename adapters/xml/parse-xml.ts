import { SaxesParser } from 'saxes'

import type { ParsedXml, XmlTree } from '../../core/integration/answer-fields.ts'

const limitBytes = 64 * 1024
const levelLimit = 50

/** An element that is open: its text so far, and the elements that ended in it. */
type Open = { text: string; children: Map<string, XmlTree[]> }

/**
 * The tree of an XML document, or why it is invalid. An element is its trimmed text or, if it has
 * elements, an object of them; of repeated ones, an array. Attributes and namespaces are left out.
 * A DTD is refused, so that the only entities are the five predefined and numeric ones.
 */
export function parseXml(text: string): ParsedXml {
  if (Buffer.byteLength(text) > limitBytes) return { reason: 'it has more than 64 KiB' }
  try {
    return { tree: treeOf(text) }
  } catch (error) {
    return { reason: error instanceof Refused ? error.message : `it is not XML${placeOf(error)}` }
  }
}

class Refused extends Error {}

function treeOf(text: string): XmlTree {
  const document: Open = { text: '', children: new Map() }
  const open = [document]
  const parser = new SaxesParser()
  parser.on('doctype', () => {
    throw new Refused('it has a DTD')
  })
  parser.on('opentag', () => {
    if (open.length > levelLimit) {
      throw new Refused(`it is nested more than ${levelLimit} levels deep`)
    }
    open.push({ text: '', children: new Map() })
  })
  const addText = (part: string) => {
    const element = open.at(-1)
    if (element !== undefined) element.text += part
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', ({ name }) => {
    const element = open.pop()
    const parent = open.at(-1)
    if (element !== undefined && parent !== undefined) addChild(parent, name, valueOf(element))
  })
  parser.write(text).close()
  return valueOf(document)
}

/** A name without the prefix of its namespace. */
function addChild({ children }: Open, name: string, value: XmlTree): void {
  const local = name.slice(name.indexOf(':') + 1)
  const same = children.get(local)
  if (same === undefined) children.set(local, [value])
  else same.push(value)
}

function valueOf({ text, children }: Open): XmlTree {
  if (children.size === 0) return text.trim()
  return Object.fromEntries(
    [...children].map(([name, values]) => {
      const [first = '', ...others] = values
      return [name, others.length === 0 ? first : values]
    }),
  )
}

/** ` (line 1, column 9)`: the parser's messages quote names in the text, which may be secret. */
function placeOf(error: unknown): string {
  const [, line, column] = /^(\d+):(\d+):/.exec(error instanceof Error ? error.message : '') ?? []
  return line === undefined || column === undefined ? '' : ` (line ${line}, column ${column})`
}
