import type * as z from 'zod'

import { settingVariables } from './variables.ts'

/** A source of settings: their values, and their names in it. */
type SettingSource = {
  valueOf: (name: string) => unknown
  nameOf: (name: string) => string
}

/** Reads the settings of a schema; throws an error that names the first invalid one. */
export function readSettings<Schema extends z.ZodObject>(
  schema: Schema,
  { valueOf, nameOf }: SettingSource,
): z.output<Schema> {
  const names = Object.keys(schema.shape)
  const parsed = schema.safeParse(Object.fromEntries(names.map((name) => [name, valueOf(name)])))
  if (parsed.success) return parsed.data

  const [issue] = parsed.error.issues
  throw new Error(`Cannot read ${nameOf(String(issue?.path[0]))}: ${issue?.message ?? ''}`)
}

/** The CDK context: cdk.json, or `-c name=value`. */
export function fromContext(valueOf: (name: string) => unknown): SettingSource {
  return { valueOf, nameOf: (name) => `the setting ${name}` }
}

/** The environment variables of a process. */
export function fromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): SettingSource {
  const variables: Readonly<Record<string, string>> = settingVariables
  const nameOf = (name: string) => variables[name] ?? name
  return { valueOf: (name) => environment[nameOf(name)], nameOf }
}

/** The options of a command, such as `--role`. */
export function fromOptions(values: Readonly<Record<string, unknown>>): SettingSource {
  const optionOf = (name: string) => (name === 'userRole' ? 'role' : name)
  return { valueOf: (name) => values[optionOf(name)], nameOf: (name) => `--${optionOf(name)}` }
}
