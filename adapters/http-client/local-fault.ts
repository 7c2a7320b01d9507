import { isIPv6 } from 'node:net'

/** What this machine runs out of: files, buffers, memory. */
const exhausted: readonly unknown[] = ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM']

/**
 * Whether an error is of this machine and not of the receiver. With several addresses it is, if one
 * of their errors is.
 */
export function isLocalFault(error: Error): boolean {
  if ('errors' in error && Array.isArray(error.errors)) {
    return error.errors.some((each: Error) => isLocalFault(each))
  }
  const { code, address } = error as NodeJS.ErrnoException & { address?: unknown }
  // All ports are taken. With IPv6 it also means that this machine has no IPv6.
  if (code === 'EADDRNOTAVAIL') return typeof address === 'string' && !isIPv6(address)
  return exhausted.includes(code)
}
