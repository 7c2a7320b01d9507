import { EventBusInput, QueueInput } from '../webhooks/aws-target.ts'
import { tlsInputs } from '../webhooks/certificate-input.ts'
import { describe, namedInput } from './named.ts'

/** Where webhooks are, and the certificates of their connections. */

namedInput('EventBus', EventBusInput)
namedInput('Queue', QueueInput)

for (const input of [EventBusInput, QueueInput]) {
  describe(input.shape, {
    arn: 'The ARN, of any account and Region',
    roleArn:
      'The role to assume, whose name begins with `postrider-`. `GET /aws-access` says whom it has to trust',
  })
}
describe(tlsInputs.clientCertificate.unwrap().shape, {
  certificate: 'The certificate in PEM, followed by the rest of its chain',
  privateKey: 'Its private key in PEM, without a passphrase: RSA of 2,048 to 4,096 bits, or EC',
})
