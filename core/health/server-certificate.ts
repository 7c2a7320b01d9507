import type { EndpointKey } from '../webhooks/endpoint.ts'

/** A certificate, as in `The client certificate (CN=router)`, and when it expires. */
export type Expiring = { certificate: string; notAfter: string }

/** The certificate of a receiver that expires soon, as it was last seen. */
export type ServerCertificate = { notAfter: string; seenAt: string }

/** Receivers' certificates that expire soon. They are forgotten some days after they were last seen. */
export type ServerCertificateStore = {
  /** Records when the certificate expires, once a day at most. Does not throw. */
  noteCertificate: (key: EndpointKey, notAfter: string) => Promise<void>
  findCertificate: (key: EndpointKey) => Promise<ServerCertificate | undefined>
}

/** Which certificates a notice was published about. */
export type ExpiryNoticeStore = {
  /** False if there was a notice about this certificate. */
  addExpiryNotice: (key: EndpointKey, about: Expiring) => Promise<boolean>
  removeExpiryNotice: (key: EndpointKey, about: Expiring) => Promise<void>
}
