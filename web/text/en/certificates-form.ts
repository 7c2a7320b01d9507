/** The TLS settings in the form of a webhook. */
export const certificatesForm = {
  certificates: {
    clientCertificate: 'Client certificate',
    privateKey: 'Private key of the client certificate',
    certificateAuthorities: 'Certificate authorities',
    tokenClientCertificate: 'Client certificate for the token endpoint',
    tokenPrivateKey: 'Private key for the token endpoint',
    tokenCertificateAuthorities: 'Certificate authorities for the token endpoint',
  },
  certificateHints: {
    clientCertificate: 'For receivers with mutual TLS: PEM, followed by its chain.',
    privateKey: 'PEM without a passphrase. It is stored encrypted and never shown again.',
    certificateAuthorities: 'PEM of authorities to trust besides the public ones.',
    tokenClientCertificate: 'For OAuth2: PEM, followed by its chain.',
    tokenPrivateKey: 'PEM without a passphrase. It is stored encrypted and never shown again.',
    tokenCertificateAuthorities: 'PEM of authorities to trust besides the public ones.',
  },
}
