import * as ec2 from 'aws-cdk-lib/aws-ec2'
import { Construct } from 'constructs'

import { acknowledgeNoFlowLog } from './acknowledgements.ts'
import type { Network } from './router-function.ts'

/** A NAT gateway in each of two zones, so that one zone may fail. */
const zones = 2

/** A network whose function calls the internet from fixed addresses. */
export class StaticEgress extends Construct {
  readonly network: Network
  /** The public addresses, which do not change as long as the stack exists. */
  readonly addresses: readonly string[]

  constructor(scope: Construct, id: string) {
    super(scope, id)
    const elastic = Array.from(
      { length: zones },
      (_, index) => new ec2.CfnEIP(this, `Address${index + 1}`, { domain: 'vpc' }),
    )
    const vpc = new ec2.Vpc(this, 'Vpc', {
      maxAzs: zones,
      natGateways: zones,
      natGatewayProvider: ec2.NatProvider.gateway({
        eipAllocationIds: elastic.map(({ attrAllocationId }) => attrAllocationId),
      }),
      subnetConfiguration: [
        {
          name: 'Public',
          subnetType: ec2.SubnetType.PUBLIC,
          cidrMask: 28, // only the NAT gateway
          mapPublicIpOnLaunch: false,
        },
        { name: 'Private', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 20 },
      ],
      // Free of charge. Endpoints of other services cost more than the little that goes to them.
      gatewayEndpoints: { Tables: { service: ec2.GatewayVpcEndpointAwsService.DYNAMODB } },
      restrictDefaultSecurityGroup: false, // nothing uses it, and the restriction is a function
    })
    acknowledgeNoFlowLog(vpc)
    // A cast, as the class does not satisfy the interface under `exactOptionalPropertyTypes`.
    this.network = { vpc: vpc as ec2.IVpc }
    this.addresses = elastic.map(({ attrPublicIp }) => attrPublicIp)
  }
}
