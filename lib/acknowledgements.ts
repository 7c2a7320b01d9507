import { CfnElement, Stack, Validations } from 'aws-cdk-lib'
import type { IConstruct } from 'constructs'

import { roleNamePattern } from '../core/webhooks/iam-names.ts'

/** The cdk-nag findings that we accept, each with its reason. Any other finding fails the build. */
export function acknowledgeNoPlusPlan(userPool: IConstruct) {
  Validations.of(userPool).acknowledge({
    id: 'AwsSolutions-COG8',
    reason:
      'The Plus plan protects public sign-ups. This pool has none: only a few managers with a ' +
      'second factor, and machine clients without passwords.',
  })
}

/** For a queue that only people empty. */
export function acknowledgeLastQueue(queue: IConstruct) {
  Validations.of(queue).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason: 'Nothing processes its messages, so that none can become a dead letter.',
  })
}

export function acknowledgeOpenRoute(route: IConstruct) {
  Validations.of(route).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason:
      'GET /health, GET /openapi.json and the public keys are open: they show only that the router runs, ' +
      'keys that verify signatures, and the API ' +
      'description, which is in the public source too.',
  })
}

export function acknowledgeSignedRoute(route: IConstruct) {
  Validations.of(route).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason: "The canary's receiver verifies the signature of each request, like any receiver.",
  })
}

export function acknowledgePage(files: IConstruct, distribution: IConstruct) {
  Validations.of(files).acknowledge({
    id: 'AwsSolutions-S1',
    reason:
      'The files are public and only CloudFront reads them, so access logs would add nothing.',
  })
  const reasons = {
    'AwsSolutions-CFR1': 'Managers may travel; the sign-in decides who gets access.',
    'AwsSolutions-CFR3': 'The files are public. Requests to the API are in its access log.',
  }
  for (const [id, reason] of Object.entries(reasons)) {
    Validations.of(distribution).acknowledge({ id, reason })
  }
}

export function acknowledgeNoWebAcl(distribution: IConstruct) {
  Validations.of(distribution).acknowledge({
    id: 'AwsSolutions-CFR2',
    reason:
      'Static files without a server: there is nothing for a web application firewall to protect. ' +
      'The setting webAclArn names one.',
  })
}

export function acknowledgeDefaultCertificate(distribution: IConstruct) {
  Validations.of(distribution).acknowledge({
    id: 'AwsSolutions-CFR4',
    reason:
      'With the default certificate of *.cloudfront.net, AWS chooses the TLS versions, and current ' +
      'browsers negotiate 1.3. The setting pageDomain names a domain with its own certificate.',
  })
}

/** For the function that publishes the page. */
export function acknowledgeAllFiles(role: IConstruct, bucket: IConstruct) {
  const { defaultChild } = bucket.node
  const id = CfnElement.isCfnElement(defaultChild)
    ? Stack.of(bucket).getLogicalId(defaultChild)
    : ''
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::<${id}.Arn>/*]`,
    reason: "The bucket contains nothing but the page's files, whose names contain content hashes.",
  })
}

/** For the archive of deliveries, and the role of the function that writes it. */
export function acknowledgeArchive(role: IConstruct, bucket: IConstruct) {
  const { defaultChild } = bucket.node
  const id = CfnElement.isCfnElement(defaultChild)
    ? Stack.of(bucket).getLogicalId(defaultChild)
    : ''
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason:
      'One function writes to it, and nothing in the stack reads it. CloudTrail records who does.',
  })
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::<${id}.Arn>/*]`,
    reason: 'The keys name marketplaces and hours; the function may only add objects.',
  })
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason: 'AWS Lambda asks for ListStreams, which has no resources.',
  })
}

/** For the network that receivers are called from. */
export function acknowledgeNoFlowLog(vpc: IConstruct) {
  Validations.of(vpc).acknowledge({
    id: 'AwsSolutions-VPC7',
    reason:
      'Only a function is in this network, and every call of a receiver is recorded with its ' +
      'address, duration and outcome.',
  })
}

/** For the role by which deliver writes to event buses and queues of others. */
export function acknowledgeRolesOfOthers(role: IConstruct) {
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:iam::*:role/${roleNamePattern}]`,
    reason:
      'Managers name roles of their own accounts, which are not known beforehand. Each has to trust this ' +
      'role, with the external id of the marketplace, and no role of the stack trusts it.',
  })
}

/** For a function in a VPC. */
export function acknowledgeNetworkInterfaces(role: IConstruct) {
  Validations.of(role).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]',
    reason:
      'AWS Lambda creates network interfaces, which have no names beforehand. The code of the ' +
      'function is denied these actions.',
  })
}

export function acknowledgeVendorRoute(route: IConstruct) {
  Validations.of(route).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason:
      'The function verifies the OAuth 1.0 signature or the access token of each vendor, which no ' +
      'authorizer of API Gateway can. Customers, who are sent to a vendor, have no account here.',
  })
}
