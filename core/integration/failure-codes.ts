/**
 * The error codes of vendors. Source: the marketplace's page of event error codes lists thirteen;
 * its SDK sends INVALID_OPERATION and NOT_FOUND too.
 */
export const errorCodes = [
  'USER_ALREADY_EXISTS',
  'USER_NOT_FOUND',
  'ACCOUNT_NOT_FOUND',
  'MAX_USERS_REACHED',
  'UNAUTHORIZED',
  'OPERATION_CANCELLED',
  'CONFIGURATION_ERROR',
  'INVALID_RESPONSE',
  'PENDING',
  'FORBIDDEN',
  'BINDING_NOT_FOUND',
  'TRANSPORT_ERROR',
  'UNKNOWN_ERROR',
  'INVALID_OPERATION',
  'NOT_FOUND',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** The code that a vendor sent, in any case and in the older spelling; undefined if unknown. */
export function errorCodeOf(text: string): ErrorCode | undefined {
  const code = text.trim().toUpperCase().replace('OPERATION_CANCELED', 'OPERATION_CANCELLED')
  return errorCodes.find((known) => known === code)
}
