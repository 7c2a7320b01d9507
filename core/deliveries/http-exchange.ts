import * as z from 'zod'

const Headers = z.record(z.string(), z.string())

/** How long the parts of an exchange took; those that a reused connection saved are absent. */
export const Durations = z.object({
  dnsMs: z.number().exactOptional(),
  connectMs: z.number().exactOptional(),
  tlsMs: z.number().exactOptional(),
  /** From the start to the end of the response's headers. */
  firstByteMs: z.number().exactOptional(),
  /** From the start to the last byte that was read. */
  totalMs: z.number(),
})
export type Durations = z.infer<typeof Durations>

/**
 * Why a response body is not complete: it exceeds the limit, the time limit passed, the connection
 * ended first, or it could not be decompressed.
 */
export const Cut = z.enum(['size', 'time', 'connection', 'encoding'])
export type Cut = z.infer<typeof Cut>

const Body = z.object({ text: z.string(), cut: Cut.exactOptional() })

/** An HTTP exchange as it is stored: without secrets, a few kilobytes at most. */
export const HttpExchange = z.object({
  durations: Durations,
  /** The IP address that was reached. */
  address: z.string().exactOptional(),
  request: z.object({ url: z.string(), headers: Headers }),
  response: z.object({ headers: Headers, body: Body }).exactOptional(),
})
export type HttpExchange = z.infer<typeof HttpExchange>

/** An HTTP exchange as the client saw it: it may contain secrets. */
export type RawExchange = Pick<HttpExchange, 'durations' | 'address' | 'response'>
