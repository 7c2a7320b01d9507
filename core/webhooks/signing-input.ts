import * as z from 'zod'

import { isSigningSecret } from './signature.ts'

/** Where a signing secret comes from; by default it is random. */
export const signingSecretInputs = {
  signingSecret: z
    .string()
    .trim()
    .max(128)
    .regex(/^whsec_[A-Za-z0-9+/]+={0,2}$/, 'must be whsec_ and base64')
    .refine(isSigningSecret, 'must have 24 to 64 bytes in base64')
    .exactOptional(),
  signingSecretFrom: z.string().min(1).max(255).exactOptional(),
}
