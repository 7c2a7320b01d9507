import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

import { type Duration, RemovalPolicy } from 'aws-cdk-lib'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import * as nodejs from 'aws-cdk-lib/aws-lambda-nodejs'
import * as logs from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'

export type RouterFunctionProps = {
  /** A fixed name, for what invokes the function by name. Default: AWS chooses one. */
  readonly name?: string
  /** The file in `lambdas/` whose `handler` runs. */
  readonly entry: string
  readonly description: string
  readonly timeout: Duration
  /** CPU is allocated in proportion to memory: 1,769 MB correspond to one vCPU. */
  readonly memorySizeMb: number
  /** Whether what the function sends may invoke it again, however often. Default: 16 times. */
  readonly isRecursive?: boolean
  /**
   * How many invocations run at the same time at most; the account keeps this concurrency for the
   * function. Default: what the account has left.
   */
  readonly reservedConcurrency?: number | undefined
  /** A file or folder to deploy next to the code under this name, read at run time. */
  readonly asset?: Asset
}

type Asset = {
  readonly path: string
  readonly name: string
  /** Patterns of file names that are not deployed, such as `*.gz`. */
  readonly except?: readonly string[]
}

/** Long enough to investigate after a weekend or a vacation. */
export const logRetention = logs.RetentionDays.ONE_MONTH

/** A Lambda function that may write its own log, and whatever else it is granted. */
export class RouterFunction extends nodejs.NodejsFunction {
  constructor(scope: Construct, id: string, props: RouterFunctionProps) {
    const { entry, description, timeout, memorySizeMb, isRecursive = false, asset, name } = props
    const { reservedConcurrency } = props
    const logGroup = new logs.LogGroup(scope, `${id}Log`, {
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const role = new iam.Role(scope, `${id}Role`, {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    })
    logGroup.grantWrite(role)

    super(scope, id, {
      ...(name !== undefined && { functionName: name }),
      entry: pathOf(`lambdas/${entry}`),
      description,
      timeout,
      memorySize: memorySizeMb,
      ...(reservedConcurrency !== undefined && {
        reservedConcurrentExecutions: reservedConcurrency,
      }),
      recursiveLoop: isRecursive ? lambda.RecursiveLoop.ALLOW : lambda.RecursiveLoop.TERMINATE,
      role,
      logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      projectRoot: pathOf('.'),
      depsLockFilePath: pathOf('package-lock.json'),
      bundling: { ...bundling, ...(asset !== undefined && { commandHooks: copying(asset) }) },
      // This variable is for version 2 of the AWS SDK; version 3 reuses connections by default.
      awsSdkConnectionReuse: false,
    })
  }
}

/** One small bundle, with our version of the SDK: a cold start loads a single file. */
const bundling: nodejs.BundlingOptions = {
  format: nodejs.OutputFormat.ESM,
  mainFields: ['module', 'main'],
  externalModules: [],
  minify: true,
  esbuildArgs: {
    '--alias:@aws-sdk/credential-provider-node': pathOf('adapters/aws/lambda-credentials.ts'),
  },
  logLevel: nodejs.LogLevel.WARNING,
  // Stack traces show function names without loading a source map.
  keepNames: true,
  // Bundled CommonJS packages call `require`, which ES modules lack.
  banner:
    "import{createRequire as makeRequire}from'node:module';const require=makeRequire(import.meta.url);",
}

/** Copies the asset into the deployed folder. */
function copying({ path, name, except = [] }: Asset): nodejs.ICommandHooks {
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
