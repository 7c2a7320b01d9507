import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'

import { sdkTimeouts } from './sdk-timeouts.ts'

/** The outputs of a deployment's CloudFormation stack, by name. */
export async function outputsOf(
  stack: string,
  client = new CloudFormationClient(sdkTimeouts()),
): Promise<Readonly<Record<string, string>>> {
  const { Stacks = [] } = await client
    .send(new DescribeStacksCommand({ StackName: stack }))
    .catch((error: unknown) => {
      const fact = error instanceof Error ? error.message : String(error)
      throw new Error(`Cannot read the stack '${stack}': ${fact}`, { cause: error })
    })
  const outputs = Stacks[0]?.Outputs ?? []
  return Object.fromEntries(
    outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
  )
}
