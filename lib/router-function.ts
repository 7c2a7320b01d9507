import { type Duration, RemovalPolicy } from 'aws-cdk-lib'
import type * as ec2 from 'aws-cdk-lib/aws-ec2'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as lambda from 'aws-cdk-lib/aws-lambda'
import * as logs from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'

import { acknowledgeNetworkInterfaces } from './acknowledgements.ts'
import { functionCode } from './function-code.ts'
import type { FunctionName } from './function-names.ts'

export type RouterFunctionProps = {
  /** A fixed name, for what invokes the function by name. Default: AWS chooses one. */
  readonly name?: string
  /** The file in `lambdas/` whose `handler` runs, without `.aws.ts`. */
  readonly entry: FunctionName
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
  /** Default: the network of AWS Lambda, which reaches the internet. */
  readonly network?: Network
}

/** Where a function runs; by default in private subnets with egress. */
export type Network = { readonly vpc: ec2.IVpc; readonly vpcSubnets?: ec2.SubnetSelection }

/** A Lambda function that may write its own log, and whatever else it is granted. */
export class RouterFunction extends lambda.Function {
  constructor(scope: Construct, id: string, props: RouterFunctionProps) {
    const { entry, description, timeout, memorySizeMb, isRecursive = false, name } = props
    const { reservedConcurrency, network } = props
    const logGroup = new logs.LogGroup(scope, `${id}Log`, {
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const role = new iam.Role(scope, `${id}Role`, {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    })
    logGroup.grantWrite(role)

    super(scope, id, {
      ...(name !== undefined && { functionName: name }),
      code: functionCode(scope, entry),
      handler: 'index.handler',
      description,
      timeout,
      memorySize: memorySizeMb,
      ...(reservedConcurrency !== undefined && {
        reservedConcurrentExecutions: reservedConcurrency,
      }),
      recursiveLoop: isRecursive ? lambda.RecursiveLoop.ALLOW : lambda.RecursiveLoop.TERMINATE,
      role,
      ...network,
      logGroup,
      loggingFormat: lambda.LoggingFormat.JSON,
      applicationLogLevelV2: lambda.ApplicationLogLevel.INFO,
      // Two lines for each invocation are nearly half of the log; those of failures are left.
      systemLogLevelV2: lambda.SystemLogLevel.WARN,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
    })
    if (network !== undefined) this.letLambdaEnterNetwork(role)
  }

  /** Lets AWS Lambda create network interfaces as this role, and the function's code not. */
  private letLambdaEnterNetwork(role: iam.Role) {
    const statement = { actions: networkActions, resources: ['*'] }
    role.addToPolicy(new iam.PolicyStatement(statement))
    acknowledgeNetworkInterfaces(role)
    // In a policy of its own: the function waits for the role's default policy, and is named here.
    const denied = new iam.PolicyStatement({
      ...statement,
      effect: iam.Effect.DENY,
      conditions: { ArnEquals: { 'lambda:SourceFunctionArn': this.functionArn } },
    })
    new iam.Policy(this, 'NoNetworkInterfaces', { roles: [role], statements: [denied] })
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions */
const networkActions = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
]
