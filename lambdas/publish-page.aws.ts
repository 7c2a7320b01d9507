import { fileURLToPath } from 'node:url'

import { filesIn } from '../adapters/files-in.ts'
import { consoleLog } from '../adapters/log.console.ts'
import { pageBucket } from '../adapters/page-bucket.s3.ts'
import { answerStack } from '../adapters/stack-answer.ts'
import { required, variable } from '../adapters/variables.ts'
import { publishPageHandler } from './publish-page.ts'

export const handler = publishPageHandler({
  readPage: () => filesIn(fileURLToPath(new URL('files', import.meta.url))), // beside the bundle
  ...pageBucket({ bucket: required(variable.pageBucket) }),
  answer: answerStack,
  log: consoleLog,
})
