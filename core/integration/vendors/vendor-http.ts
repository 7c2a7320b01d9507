import type { ApiResponse } from '../../api/operation.ts'

/** A request of a vendor, as received. */
export type VendorHttpRequest = {
  method: string
  /** The path without a query, such as `/oauth2/token`. */
  path: string
  /** The query with its `?`, or ''. */
  query: string
  /** By lower-case name. */
  headers: Readonly<Record<string, string | undefined>>
  text: string
  /** The IP address of the client. */
  address?: string
}

/** A response; with `text`, the content type is in its headers. */
export type VendorResponse = Omit<ApiResponse, 'text'> & { text?: string }
