import { runCommand } from './webhooks-command.ts'

/** `npx postrider apply -f webhooks.yaml`: the webhooks of a marketplace as a file. */
runCommand(process.argv.slice(2), { env: process.env, print: console.log }).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(explained(error))
    process.exitCode = 1
  },
)

/** fetch says only that it failed; `cause` has the reason. */
function explained(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { message, cause } = error
  return cause instanceof Error ? `Cannot call the API: ${reasonOf(cause)}` : message
}

function reasonOf(cause: Error & { code?: string }): string {
  return cause.message === '' ? (cause.code ?? cause.name) : cause.message
}
