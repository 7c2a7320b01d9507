import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

import { type Duration, RemovalPolicy } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import * as nodejs from 'aws-cdk-lib/aws-lambda-nodejs'
import * as logs from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'

export type RouterFunctionProps = {
  /** The file in `lambdas/` whose `handler` runs. */
  readonly entry: string
  readonly description: string
  readonly timeout: Duration
  /** Memory, and with it the share of a processor: 1,769 MB are one. */
  readonly memorySizeMb: number
  /** A file or a folder that is deployed beside the code, under this name. */
  readonly beside?: Beside
}

type Beside = {
  readonly path: string
  readonly name: string
  /** Patterns of file names that are not deployed, such as `*.gz`. */
  readonly except?: readonly string[]
}

/** Long enough to look into what a weekend or a vacation left behind. */
export const logRetention = logs.RetentionDays.ONE_MONTH

/** A function that may write its own log, and whatever else it is granted. */
export class RouterFunction extends nodejs.NodejsFunction {
  constructor(scope: Construct, id: string, props: RouterFunctionProps) {
    const { entry, description, timeout, memorySizeMb, beside } = props
    const logGroup = new logs.LogGroup(scope, `${id}Log`, {
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const role = new iam.Role(scope, `${id}Role`, {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    })
    logGroup.grantWrite(role)

    super(scope, id, {
      entry: pathOf(`lambdas/${entry}`),
      description,
      timeout,
      memorySize: memorySizeMb,
      role,
      logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      projectRoot: pathOf('.'),
      depsLockFilePath: pathOf('package-lock.json'),
      bundling: { ...bundling, ...(beside !== undefined && { commandHooks: copying(beside) }) },
      // Sockets of the AWS SDK are kept alive by default, and this variable is for its version 2.
      awsSdkConnectionReuse: false,
    })
  }
}

/**
 * Everything goes into one small file: a cold start reads no folder and no other version of the
 * SDK.
 */
const bundling: nodejs.BundlingOptions = {
  format: nodejs.OutputFormat.ESM,
  mainFields: ['module', 'main'],
  externalModules: [],
  minify: true,
  logLevel: nodejs.LogLevel.WARNING,
  // Stack traces in the log name our functions, and no source map has to be loaded for it.
  keepNames: true,
  // CommonJS packages call `require`, which an ES module does not have.
  banner:
    "import{createRequire as makeRequire}from'node:module';const require=makeRequire(import.meta.url);",
}

function copying({ path, name, except = [] }: Beside): nodejs.ICommandHooks {
  const commands = (root: string, output: string) => [
    `cp -R "${resolve(root, path)}" "${join(output, name)}"`,
    ...except.map((pattern) => `find "${join(output, name)}" -name '${pattern}' -delete`),
  ]
  return {
    beforeBundling: () => [],
    beforeInstall: () => [],
    afterBundling: commands,
  }
}

function pathOf(file: string): string {
  return fileURLToPath(new URL(`../${file}`, import.meta.url))
}
