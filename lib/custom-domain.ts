import * as acm from 'aws-cdk-lib/aws-certificatemanager'
import * as route53 from 'aws-cdk-lib/aws-route53'
import type { Construct } from 'constructs'

import type { CustomDomain } from './postrider-props.ts'

export function certificateOf(scope: Construct, { certificateArn }: CustomDomain) {
  return acm.Certificate.fromCertificateArn(scope, 'Certificate', certificateArn)
}

/** Points the domain to what serves it, if its zone is known. */
export function addRecords(
  scope: Construct,
  { domainName: recordName, hostedZone: zone }: CustomDomain,
  { to, hasIpv6 = false }: { to: route53.IAliasRecordTarget; hasIpv6?: boolean },
): void {
  if (zone === undefined) return
  const props = { zone, recordName, target: route53.RecordTarget.fromAlias(to) }
  new route53.ARecord(scope, 'Record', props)
  if (hasIpv6) new route53.AaaaRecord(scope, 'RecordIpv6', props)
}
