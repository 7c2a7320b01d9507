/** HTML that needs no escaping. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Value = string | number | Markup | readonly Markup[] | undefined

/** HTML from a template. Escapes every value that is not `Markup`. */
export function markup(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return new Markup(parts.map((part, index) => part + textOf(values[index])).join(''))
}

/** Converts the Markdown of descriptions: paragraphs, `code` and **strong**. */
export function paragraphs(text: string | undefined): Markup[] {
  if (text === undefined) return []
  return text.split('\n\n').map((paragraph) => markup`<p>${inline(paragraph)}</p>\n`)
}

/** The same for a single line. */
export function inline(text = ''): Markup[] {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? markup`<code>${part}</code>` : strong(part)))
}

function strong(text: string): Markup {
  const parts = text.split('**')
  return markup`${parts.map((part, index) => (index % 2 === 1 ? markup`<strong>${part}</strong>` : markup`${part}`))}`
}

function textOf(value: Value): string {
  if (value === undefined) return ''
  if (value instanceof Markup) return value.text
  if (typeof value === 'object') return value.map(({ text }) => text).join('')
  return String(value).replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
