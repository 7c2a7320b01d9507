import { maxBodyBytes } from '../integration/vendors/door.ts'
import { type MediaDocs, problemResponse, type ResponseDocs } from './operation.ts'

/** A response of the vendors' door: like the others, or with a body in several media types. */
export type VendorResponseDocs = Omit<ResponseDocs, 'schema' | 'examples'> & {
  content: Readonly<Record<string, MediaDocs>>
}

const tooMany: ResponseDocs = {
  ...problemResponse(429, 'The address had too many refusals', 'Too many requests: retry in 1 s'),
  headers: ['retry-after'],
}

/** What any operation of the vendors' door may answer. */
export const anyOperation = {
  421: 'MisdirectedRequest',
  429: tooMany,
  500: 'InternalServerError',
} as const

export const tooLarge = problemResponse(
  413,
  `The body is larger than ${maxBodyBytes / 1024} KiB`,
  `Cannot accept the body: it is larger than ${maxBodyBytes} bytes`,
)

export const unauthorized: ResponseDocs = {
  ...problemResponse(
    401,
    'The signature or the token is missing, invalid, expired, or of a credential that was replaced',
    'Unauthorized: oauth_signature does not match the request',
  ),
  headers: ['vendor-challenge'],
}

export const unknownEvent = problemResponse(
  404,
  'No event has this token',
  'Cannot find the event: its token is unknown',
)

/** The 404 to a browser, which also says that the event is not interactive. */
export const notInteractive = problemResponse(
  404,
  'No interactive event has this token',
  'Cannot find the event',
)

export const anotherVendor = problemResponse(
  403,
  'The event belongs to the product of another vendor',
  'Cannot show the event: it belongs to the product of another vendor',
)
