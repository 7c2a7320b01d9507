/**
 * The address of a client. A proxy adds it at the end of `X-Forwarded-For`; without a proxy, that header
 * is the client's own word.
 */
export function clientAddress(
  forwarded: string | null | undefined,
  address: string | undefined,
  { publicUrl }: { publicUrl?: string | undefined },
): string | undefined {
  const last = forwarded?.split(',').at(-1)?.trim()
  return publicUrl === undefined ? address : (last ?? address)
}
