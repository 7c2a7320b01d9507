import { createSecureContext, DEFAULT_CIPHERS, rootCertificates } from 'node:tls'

import QuickLRU from 'quick-lru'

import type { TlsMaterial } from '../../core/webhooks/certificates.ts'
import { type Agents, connectionPool, idleConnections, newConnections } from './connection-pool.ts'

/** Each has its connections, and a copy of the public authorities if it adds some. */
const maxMaterials = 50

const strict = {
  minVersion: 'TLSv1.2',
  ciphers: `${DEFAULT_CIPHERS}:@SECLEVEL=2`, // RSA keys of 2,048 bits at least
} as const

/** The agents of requests: those that reuse connections, if they may, and new ones. */
type AgentsOf = { agents: () => Agents; fresh: () => Agents }

type Options = { ca: string | undefined; maxIdle: number; reuse: boolean }

/**
 * The agents for what a connection needs besides the defaults. Requests with other certificates or
 * authorities never share a connection or a TLS session.
 */
export function agentsByTls({ ca, maxIdle, reuse }: Options) {
  const idle = idleConnections(maxIdle)
  const agentsFor = (material: Pick<TlsMaterial, 'certificate' | 'privateKey' | 'authorities'>) => {
    const tls = { ...tlsOptions(material, ca), rejectUnauthorized: true } // whatever the environment says
    const fresh = () => newConnections(tls)
    if (!reuse) return { agents: fresh, fresh }
    const pool = connectionPool(tls, idle)
    return { agents: () => pool, fresh }
  }
  const usual = agentsFor({})
  // The idle connections of one that is dropped close by themselves.
  const others = new QuickLRU<string, AgentsOf>({ maxSize: maxMaterials })
  return (material: TlsMaterial | undefined): AgentsOf => {
    if (material === undefined) return usual
    const known = others.get(material.digest)
    if (known !== undefined) return known
    const made = agentsFor(material)
    others.set(material.digest, made)
    return made
  }
}

/** Made once for each set of material, as reading the public authorities takes long. */
function tlsOptions(
  { certificate, privateKey, authorities }: Omit<TlsMaterial, 'digest'>,
  ca: string | undefined,
) {
  const added = [ca, authorities].filter((pem) => pem !== undefined)
  if (added.length === 0 && certificate === undefined) return strict
  const secureContext = createSecureContext({
    ...strict,
    ...(added.length > 0 && { ca: [...rootCertificates, ...added] }),
    ...(certificate !== undefined && { cert: certificate, key: privateKey }),
  })
  return { ...strict, secureContext }
}
