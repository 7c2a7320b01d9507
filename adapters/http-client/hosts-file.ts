import type { LookupAddress } from 'node:dns'
import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'

/** Where the operating system keeps it. */
export const hostsPath =
  process.platform === 'win32'
    ? `${process.env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\drivers\\etc\\hosts`
    : '/etc/hosts'

/**
 * The addresses of a name in the hosts file, in its order; none if the file or the name is missing.
 * Throws when this process cannot open files.
 */
export async function addressesInHosts(name: string, path: string): Promise<LookupAddress[]> {
  const lines = (await textOf(path)).split('\n').map((line) => line.replace(/#.*/, '').trim())
  return lines.flatMap((line) => {
    const [address = '', ...names] = line.toLowerCase().split(/\s+/)
    if (!names.includes(name.toLowerCase()) || address.includes('%')) return []
    const family = isIP(address)
    return family === 0 ? [] : [{ address, family }]
  })
}

/** The text of a file; '' if there is none. */
export async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'EACCES' || code === 'ENOTDIR') return ''
    throw error
  }
}
