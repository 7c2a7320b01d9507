import { readFile as readText, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'

import { parse, stringify } from 'yaml'

import { applySteps, readWebhooks } from '../client/as-code/apply.ts'
import { fileOf } from '../client/as-code/entry.ts'
import { planOf, type Step } from '../client/as-code/plan.ts'
import { readFile } from '../client/as-code/read-file.ts'
import { variablesIn, withoutValues, withVariables } from '../client/as-code/variables.ts'
import { createPostriderClient } from '../client/postrider.ts'
import { appliedLines, planLines, totalsLine } from './plan-lines.ts'

const usage = `Usage:
  postrider apply -f webhooks.yaml [--dry-run] [--prune] [--secrets]
  postrider export [-f webhooks.yaml]

  -f, --file  the file, in YAML or JSON
  --dry-run   only shows what would change: exit code 2 if anything would, 0 if nothing
  --prune     deletes the webhooks that are not in the file
  --secrets   sends the secrets of the file again: they cannot be compared
  --url       the URL of the API; default: the variable POSTRIDER_URL
  --token     an API key of a manager; default: the variable POSTRIDER_TOKEN

\${NAME} in the file is the environment variable NAME.`

const options = {
  file: { type: 'string', short: 'f' },
  'dry-run': { type: 'boolean', default: false },
  prune: { type: 'boolean', default: false },
  secrets: { type: 'boolean', default: false },
  url: { type: 'string' },
  token: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const

type Options = ReturnType<typeof readArguments>['values']

type CommandPorts = {
  env: Readonly<Record<string, string | undefined>>
  print: (line: string) => void
}

/** Runs the command with these arguments, and resolves with its exit code. Throws what people read. */
export async function runCommand(args: readonly string[], ports: CommandPorts): Promise<number> {
  const { values, positionals } = readArguments(args)
  const [command, ...others] = positionals
  if (values.help) return help(ports)
  if (command === 'apply' && others.length === 0) return apply(values, ports)
  if (command === 'export' && others.length === 0) return exportFile(values, ports)
  throw new Error(usage)
}

function readArguments(args: readonly string[]) {
  return parseArgs({ args: [...args], options, allowPositionals: true })
}

function help({ print }: CommandPorts): number {
  print(usage)
  return 0
}

async function apply(given: Options, { env, print }: CommandPorts): Promise<number> {
  if (given.file === undefined) throw new Error('Cannot apply: name the file with -f')
  const parsed = readFile(parse(await readText(given.file, 'utf8')))
  const names = variablesIn(parsed)
  const missing = names.filter((name) => env[name] === undefined)
  if (missing.length > 0) {
    throw new Error(`Cannot apply ${given.file}: set the variables ${missing.join(', ')}`)
  }
  const api = apiOf(given, env)
  const { prune, secrets } = given
  const file = withVariables(parsed, env)
  const steps = planOf(file, await readWebhooks(api), { prune, secrets })
  const values = Object.fromEntries(names.map((name) => [name, env[name] ?? '']))
  for (const line of planLines(steps)) print(withoutValues(line, values))
  if (given['dry-run']) return dryRun(steps, print)

  const applied = await applySteps(steps, { api })
  for (const line of applied.flatMap(appliedLines)) print(withoutValues(line, values))
  print(totalsLine(applied))
  return applied.every(({ problem }) => problem === undefined) ? 0 : 1
}

function dryRun(steps: readonly Step[], print: CommandPorts['print']): number {
  const isSame = steps.every(({ kind }) => kind === 'unchanged')
  print(isSame ? 'Nothing would change.' : 'Nothing was changed: this was a dry run.')
  return isSame ? 0 : 2
}

async function exportFile(given: Options, { env, print }: CommandPorts): Promise<number> {
  const text = `${comment}${stringify(fileOf(await readWebhooks(apiOf(given, env))))}`
  if (given.file === undefined) print(text.trimEnd())
  else await writeFile(given.file, text)
  return 0
}

const comment = `# The secrets of these webhooks are left out: they stay as they are. Where a new webhook needs one, refer to
# an environment variable, such as token: \${CRM_TOKEN}
`

function apiOf({ url: given, token }: Options, env: CommandPorts['env']) {
  const url = given ?? env['POSTRIDER_URL']
  const key = token ?? env['POSTRIDER_TOKEN']
  if (url === undefined || url === '') {
    throw new Error('Cannot call the API: set POSTRIDER_URL, or use --url')
  }
  if (key === undefined || key === '') {
    throw new Error('Cannot call the API: set POSTRIDER_TOKEN to an API key, or use --token')
  }
  return createPostriderClient({ url, token: key })
}
