/** `${CRM_TOKEN}`; `$${CRM_TOKEN}` is the text itself. */
const reference = /(\$?)\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g

type Values = Readonly<Record<string, string | undefined>>

/** The names of the variables that the texts of a value refer to, each once. */
export function variablesIn(value: unknown): string[] {
  const found = [...JSON.stringify(value ?? null).matchAll(reference)]
  const names = found.filter(([, escape]) => escape === '').map(([, , name = '']) => name)
  return [...new Set(names)]
}

/** The value with the variables of its texts replaced. An unknown variable stays as it is. */
export function withVariables<Value>(value: Value, values: Values): Value {
  return replaced(value, values) as Value
}

/** A text that may contain the values of variables, with their names instead. */
export function withoutValues(text: string, values: Values): string {
  return Object.entries(values).reduce(
    (left, [name, value = '']) =>
      value === '' ? left : left.replaceAll(JSON.stringify(value).slice(1, -1), `\${${name}}`),
    text,
  )
}

function replaced(value: unknown, values: Values): unknown {
  if (typeof value === 'string') return textWith(value, values)
  if (Array.isArray(value)) return value.map((one) => replaced(one, values))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, replaced(member, values)]),
  )
}

function textWith(text: string, values: Values): string {
  return text.replace(reference, (whole, escape: string, name: string) =>
    escape === '' ? (values[name] ?? whole) : whole.slice(1),
  )
}
