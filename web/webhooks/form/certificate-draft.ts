import type { WebhookChangeBody, WebhookView } from '../../api/views.ts'

/** The settings that a webhook may have stored. */
export const removable = [
  'clientCertificate',
  'certificateAuthorities',
  'tokenClientCertificate',
  'tokenCertificateAuthorities',
] as const
type Removable = (typeof removable)[number]

/** Texts in PEM; an empty one keeps what is stored. */
export type CertificateDraft = Record<Removable | 'privateKey' | 'tokenPrivateKey', string> & {
  stored: readonly Removable[]
  removed: readonly Removable[]
}

/** The fields, the paths of their errors, and the settings that they belong to. */
export const certificateFieldNames = [
  {
    name: 'clientCertificate',
    path: 'clientCertificate.certificate',
    setting: 'clientCertificate',
  },
  { name: 'privateKey', path: 'clientCertificate.privateKey', setting: 'clientCertificate' },
  {
    name: 'certificateAuthorities',
    path: 'certificateAuthorities',
    setting: 'certificateAuthorities',
  },
  {
    name: 'tokenClientCertificate',
    path: 'tokenClientCertificate.certificate',
    setting: 'tokenClientCertificate',
  },
  {
    name: 'tokenPrivateKey',
    path: 'tokenClientCertificate.privateKey',
    setting: 'tokenClientCertificate',
  },
  {
    name: 'tokenCertificateAuthorities',
    path: 'tokenCertificateAuthorities',
    setting: 'tokenCertificateAuthorities',
  },
] as const

type Fields = {
  place: string
  authentication: { type: string } | undefined
  certificates: CertificateDraft
}

/** The fields that the webhook can use, and those of what it has stored. */
export function certificateFields({ place, authentication, certificates }: Fields) {
  const hasTokens = authentication?.type.startsWith('OAUTH2_') ?? true
  return certificateFieldNames.filter(
    ({ setting }) =>
      certificates.stored.includes(setting) ||
      (place === 'url' && (hasTokens || !setting.startsWith('token'))),
  )
}

export const noCertificates: CertificateDraft = {
  clientCertificate: '',
  privateKey: '',
  certificateAuthorities: '',
  tokenClientCertificate: '',
  tokenPrivateKey: '',
  tokenCertificateAuthorities: '',
  stored: [],
  removed: [],
}

/** A draft that keeps what is stored. */
export function certificateDraft(webhook: WebhookView): CertificateDraft {
  const stored = removable.filter((name) => webhook[name] !== undefined)
  return { ...noCertificates, stored }
}

/** The fields that were filled in, and null for those that are to be removed. */
export function certificateBody(draft: CertificateDraft) {
  const { certificateAuthorities, tokenCertificateAuthorities, removed } = draft
  const own = given(draft.clientCertificate, draft.privateKey)
  const token = given(draft.tokenClientCertificate, draft.tokenPrivateKey)
  const body: Pick<WebhookChangeBody, Removable> = {
    ...Object.fromEntries(removed.map((name) => [name, null])),
    ...(own && { clientCertificate: own }),
    ...(certificateAuthorities.trim() !== '' && { certificateAuthorities }),
    ...(token && { tokenClientCertificate: token }),
    ...(tokenCertificateAuthorities.trim() !== '' && { tokenCertificateAuthorities }),
  }
  return body
}

function given(certificate: string, privateKey: string) {
  return certificate.trim() === '' && privateKey.trim() === ''
    ? undefined
    : { certificate, privateKey }
}
