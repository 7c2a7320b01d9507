import { archiveBucket } from '../adapters/aws/archive-bucket.ts'
import { required, variable } from '../adapters/common/environment-variables.ts'
import { archiveHandler } from './archive.ts'
import { log } from './metrics.aws.ts'

export const handler = archiveHandler({
  ...archiveBucket({ bucket: required(variable.archiveBucket) }),
  log,
})
