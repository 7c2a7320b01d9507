import { runCommand } from './webhooks-command.ts'

/** `npx postrider apply -f webhooks.yaml`: the webhooks of a marketplace as a file. */
runCommand(process.argv.slice(2), { env: process.env, print: (line) => console.log(line) }).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  },
)
