import { fileURLToPath } from 'node:url'

import { filesIn } from '../adapters/common/files-in.ts'
import { consoleLog } from '../adapters/common/console-log.ts'
import { pageBucket } from '../adapters/aws/s3-bucket.ts'
import { sendStackResponse } from '../adapters/aws/stack-response.ts'
import { required, variable } from '../adapters/common/environment-variables.ts'
import { publishPageHandler } from './publish-page.ts'

export const handler = publishPageHandler({
  readPage: () => filesIn(fileURLToPath(new URL('files', import.meta.url))), // next to the bundle
  ...pageBucket({ bucket: required(variable.pageBucket) }),
  respond: sendStackResponse,
  log: consoleLog,
})
