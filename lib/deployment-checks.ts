import { Token } from 'aws-cdk-lib'

import { archiveAfterDays } from '../core/deliveries/archivable.ts'
import type { Settings } from './settings.ts'

type Deployment = {
  readonly stackName: string
  /** Unresolved when the app does not know where it will be deployed. */
  readonly region: string
  readonly settings: Pick<
    Settings,
    'apiCertificate' | 'archive' | 'canary' | 'existingTables' | 'otherIssuer' | 'parsed'
  >
  /** Whether the stack has no other router. */
  readonly isAlone: boolean
}

/** Cognito's limit of 63 characters, less a hyphen and the account. */
const maxStackName = 50

const reservedWords = ['aws', 'amazon', 'cognito']

/** AWS partitions other than the commercial one have no CloudFront, or one of their own. */
const otherPartitions = /^(cn|us-gov|us-iso|eu-iso|eusc)/

/** https://docs.aws.amazon.com/general/latest/gr/cognito_identity.html */
const cognitoRegions = new Set([
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'ca-west-1'],
  ...['mx-central-1', 'sa-east-1', 'af-south-1', 'il-central-1', 'me-central-1', 'me-south-1'],
  ...['eu-central-1', 'eu-central-2', 'eu-north-1', 'eu-south-1', 'eu-south-2'],
  ...['eu-west-1', 'eu-west-2', 'eu-west-3', 'ap-east-1', 'ap-south-1', 'ap-south-2'],
  ...['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-southeast-1', 'ap-southeast-2'],
  ...['ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-7'],
])

/** Throws an error for what AWS would refuse in the middle of a deployment. */
export function checkDeployable(deployment: Deployment): void {
  const reason =
    stackRefusal(deployment) ??
    regionRefusal(deployment) ??
    cognitoRefusal(deployment) ??
    canaryRefusal(deployment) ??
    archiveRefusal(deployment)
  if (reason !== undefined) throw new Error(`Cannot deploy '${deployment.stackName}': ${reason}`)
}

function stackRefusal({ stackName, isAlone }: Deployment): string | undefined {
  if (Token.isUnresolved(stackName)) return 'a nested stack has no name before its deployment'
  if (!isAlone) return 'the stack has another router, and both would have its name'
  return undefined
}

function regionRefusal({ region, settings }: Deployment): string | undefined {
  if (Token.isUnresolved(region)) return undefined
  if (otherPartitions.test(region)) {
    return `the page needs CloudFront, which the Region ${region} cannot use`
  }
  if (settings.otherIssuer === undefined && !cognitoRegions.has(region)) {
    return (
      `the Region ${region} is not known to have Cognito user pools; ` +
      'name another OpenID Connect provider by -c issuer=…, or add the Region to lib/deployment-checks.ts'
    )
  }
  const [, , , certificateRegion = region] = settings.apiCertificate.split(':')
  if (settings.apiCertificate.startsWith('arn:') && certificateRegion !== region) {
    return `the API's certificate is in ${certificateRegion}, not in ${region}`
  }
  return undefined
}

function cognitoRefusal({ stackName, settings }: Deployment): string | undefined {
  if (settings.otherIssuer !== undefined) return undefined
  const word = reservedWords.find((reserved) => stackName.toLowerCase().includes(reserved))
  if (word !== undefined) {
    return `the domain of the sign-in begins with the stack's name, and Cognito reserves '${word}'`
  }
  if (stackName.length > maxStackName) {
    return (
      `the name has ${stackName.length} characters; the domain of the sign-in begins with it, ` +
      `which leaves at most ${maxStackName}`
    )
  }
  return undefined
}

/** The canary's receiver is a route of the API. */
function canaryRefusal({ settings: { canary, parsed } }: Deployment): string | undefined {
  const isReached = parsed.allowedPorts.some(({ from, to }) => from <= 443 && 443 <= to)
  if (canary === 'off' || isReached) return undefined
  return 'the canary is received at port 443, which allowedPorts leaves out'
}

/** The archive reads streams of the tables, which an existing table may not have. */
function archiveRefusal({
  settings: { archive, existingTables, parsed },
}: Deployment): string | undefined {
  if (archive === 'off') return undefined
  if (parsed.retentionDays <= archiveAfterDays) {
    return `the archive gets deliveries after ${archiveAfterDays} days, and retentionDays is ${parsed.retentionDays}`
  }
  const [given] = existingTables.find(([name]) => name === 'events' || name === 'deliveries') ?? []
  return given && `the archive needs a stream of the table ${given}, which existingTables names`
}
