import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { AssetHashType } from 'aws-cdk-lib'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import type { IConstruct } from 'constructs'
import * as z from 'zod'

import { bundle, pathOf } from './bundle.ts'
import type { FunctionName } from './function-names.ts'

/**
 * The code of a function, bundled from this repository. The package has
 * `lib/package/prebuilt-code.ts` instead.
 */
export function functionCode(scope: IConstruct, name: FunctionName): lambda.Code {
  const pageFolder = pageFolderFor(scope)
  if (name === 'publish-page') mustHavePage(pageFolder)
  return lambda.Code.fromAsset(pathOf('lambdas'), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      local: {
        tryBundle: (outdir) => {
          bundle({ name, outdir, pageFolder })
          return true
        },
      },
      command: [name, pageFolder], // CDK bundles once for each command
      image: lambda.Runtime.NODEJS_24_X.bundlingImage, // required; not used
    },
  })
}

/** The context `pageFolder` names another build of the page. */
function pageFolderFor(scope: IConstruct): string {
  const given: unknown = scope.node.tryGetContext('pageFolder')
  return resolve(pathOf('.'), z.string().default('web/dist').parse(given))
}

function mustHavePage(folder: string) {
  if (existsSync(join(folder, 'index.html'))) return
  throw new Error(
    `Cannot deploy the page: '${folder}' has no index.html; npm run build:page builds it`,
  )
}
