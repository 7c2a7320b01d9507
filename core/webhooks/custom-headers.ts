import type { SecretContext, Secrets } from '../ports.ts'
import type { CustomHeader, EndpointKey } from './endpoint.ts'

/** A header as it is given. */
type GivenHeader = { name: string; value?: string | undefined; secret: boolean }

type Owner = EndpointKey & { headers?: readonly CustomHeader[] }

/** The headers as they are stored. A secret one that is given without its value keeps the one before. */
export async function sealHeaders(
  given: readonly GivenHeader[],
  owner: Owner,
  seal: Secrets['seal'],
): Promise<{ headers?: CustomHeader[] }> {
  if (given.length === 0) return {}
  const headers = given.map(async ({ name, value = '', secret }): Promise<CustomHeader> => {
    if (!secret) return { name, value }
    const sealed = value === '' ? sealedBefore(name, owner.headers) : undefined
    return { name, sealed: sealed ?? (await seal(value, contextOf(owner))) }
  })
  return { headers: await Promise.all(headers) }
}

/** The sealed value of the header with that name, in any case. */
export function sealedBefore(
  name: string,
  headers: readonly CustomHeader[] = [],
): string | undefined {
  const same = headers.find((header) => header.name.toLowerCase() === name.toLowerCase())
  return same !== undefined && 'sealed' in same ? same.sealed : undefined
}

/** The headers of a request, by name; undefined if there are none. */
export async function openHeaders(
  owner: Owner,
  open: Secrets['open'],
): Promise<Record<string, string> | undefined> {
  if (owner.headers === undefined) return undefined
  const headers = owner.headers.map(async (header) => {
    const isOpen = 'value' in header
    const value = isOpen ? header.value : await open(header.sealed, contextOf(owner))
    return [header.name, value] as const
  })
  return Object.fromEntries(await Promise.all(headers))
}

/** The headers as they are shown: secret ones without their values. */
export function headersView(headers: readonly CustomHeader[]) {
  return headers.map((header) => ('value' in header ? header : { name: header.name, secret: true }))
}

function contextOf({ marketplace, id }: EndpointKey): SecretContext {
  return { marketplace, endpoint: id, purpose: 'authentication' }
}
