/** How a language writes JSON values. */
type Language = {
  /** A string, a number, a boolean or null. */
  scalar: (value: unknown) => string
  name: (name: string) => string
  indent: string
  /** Between braces and what is in them on one line. */
  padding: string
}

const json: Language = { scalar: toJson, name: toJson, indent: '  ', padding: ' ' }

const typeScript: Language = {
  ...json,
  scalar: (value) => (typeof value === 'string' ? singleQuoted(value) : toJson(value)),
  name: (name) => (/^\w+$/.test(name) ? name : singleQuoted(name)),
}

const pythonWords: Readonly<Record<string, string>> = { true: 'True', false: 'False', null: 'None' }

const python: Language = {
  scalar: (value) => pythonWords[toJson(value)] ?? toJson(value),
  name: toJson,
  indent: '    ',
  padding: '',
}

export const jsonLiteral = (value: unknown) => literal(value, json, '')
export const typeScriptLiteral = (value: unknown) => literal(value, typeScript, '')

/** Of an argument in a call, whose arguments are indented. */
export const pythonLiteral = (value: unknown) => literal(value, python, python.indent)

/** Longer objects and lists have a line for each member. */
const maxLineLength = 60

function literal(value: unknown, language: Language, indent: string): string {
  const inner = `${indent}${language.indent}`
  if (Array.isArray(value)) {
    const items = value.map((item) => literal(item, language, inner))
    return `[${laidOut(items, { indent, inner, padding: '' })}]`
  }
  if (typeof value !== 'object' || value === null) return language.scalar(value)
  const members = Object.entries(value).map(
    ([name, member]) => `${language.name(name)}: ${literal(member, language, inner)}`,
  )
  return `{${laidOut(members, { indent, inner, padding: language.padding })}}`
}

type Layout = { indent: string; inner: string; padding: string }

/** The members on one line if they fit, otherwise below each other. */
function laidOut(members: readonly string[], { indent, inner, padding }: Layout): string {
  const line = members.join(', ')
  if (line.length <= maxLineLength && !line.includes('\n')) {
    return line === '' ? '' : `${padding}${line}${padding}`
  }
  return `\n${members.map((member) => `${inner}${member}`).join(',\n')}\n${indent}`
}

function toJson(value: unknown): string {
  return JSON.stringify(value)
}

function singleQuoted(text: string): string {
  return /['\\\n]/.test(text) ? toJson(text) : `'${text}'`
}
