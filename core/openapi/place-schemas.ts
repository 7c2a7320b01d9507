import * as z from 'zod'

import { describe, named } from './named.ts'

const CertificateView = named(
  'Certificate',
  z.object({
    subject: z.string(),
    issuer: z.string(),
    notAfter: z.iso.datetime(),
    fingerprint: z.string().describe('SHA-256, in hexadecimal'),
  }),
  { description: 'What is shown of a certificate; its private key never is' },
)

/** The certificates of a webhook and of its token endpoint. */
export const certificateViews = {
  clientCertificate: CertificateView.exactOptional(),
  certificateAuthorities: z.array(CertificateView).exactOptional(),
  tokenClientCertificate: CertificateView.exactOptional(),
  tokenCertificateAuthorities: z.array(CertificateView).exactOptional(),
}

const targetAt = { arn: z.string(), roleArn: z.string(), externalId: z.string() }

export const AwsTargetView = named('AwsTarget', z.object(targetAt), {
  description: 'An event bus or a queue, and the role that the router assumes to write to it',
})

describe(certificateViews, {
  clientCertificate: 'The certificate that the receiver gets',
  certificateAuthorities:
    'The authorities that the receiver may have its certificate from, besides the public ones',
  tokenClientCertificate: 'The certificate that the token endpoint gets',
  tokenCertificateAuthorities: 'The same authorities for the token endpoint',
})
describe(targetAt, {
  externalId: 'What the trust policy of the role has to name, as `sts:ExternalId`',
})
