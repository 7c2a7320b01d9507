import { fileURLToPath } from 'node:url'

import * as lambda from 'aws-cdk-lib/aws-lambda'
import type { IConstruct } from 'constructs'

import type { FunctionName } from '../function-names.ts'

/** In the package, the code of a function is a zip. It replaces `lib/function-code.ts`. */
export function functionCode(_scope: IConstruct, name: FunctionName): lambda.Code {
  const zip = fileURLToPath(new URL(`functions/${name}.zip`, import.meta.url))
  return lambda.Code.fromAsset(zip, { displayName: name })
}
