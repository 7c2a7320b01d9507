import * as z from 'zod'

/**
 * Headers that a manager cannot set: a name that no object can have, those by which HTTP carries
 * the request (RFC 9110, 7.6) or describes its body, and those of the signature and the sender.
 */
export const reservedHeaders =
  /^(__proto__|host|connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect|date|via|forwarded|user-agent|accept-encoding|cookie|traceparent|(content|postrider|proxy|webhook|x-forwarded|sec)-.*)$/

/** The name of a header that a manager sets, in any case; RFC 9110, 5.1. */
export const HeaderName = z
  .string()
  .max(64)
  .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'must be the name of a header')
  .refine(
    (name) => !reservedHeaders.test(name.toLowerCase()),
    'must not be a header that the request needs',
  )

/** The scheme before the token, such as `Bearer`. */
export const TokenPrefix = z
  .string()
  .regex(/^[\x21-\x7e]{1,64}$/, 'must be printable ASCII without spaces')
