import type {
  APIGatewayRequestAuthorizerEventV2,
  APIGatewaySimpleAuthorizerWithContextResult,
} from 'aws-lambda'

import { verifyBearer, type VerifyBearerPorts } from '../core/api-keys/verify-bearer.ts'

/** What manage gets with each request: the verified token as JSON, and who it is for the log. */
export type AuthorizerContext = { token: string; client: string }

type Result = APIGatewaySimpleAuthorizerWithContextResult<AuthorizerContext>

/**
 * A Lambda authorizer of the HTTP API. It only verifies the token: manage decides, and responds with
 * a problem that names the error, which API Gateway cannot.
 */
export function verifyBearerHandler(ports: VerifyBearerPorts) {
  return async ({ headers }: APIGatewayRequestAuthorizerEventV2): Promise<Result> => {
    const token = await verifyBearer(headers?.['authorization'] ?? null, ports)
    return {
      isAuthorized: true,
      context: { token: JSON.stringify(token), client: clientOf(token) },
    }
  }
}

function clientOf(token: Awaited<ReturnType<typeof verifyBearer>>): string {
  if ('reason' in token) return token.reason
  const { client_id: client, sub } = Object(token.claims) as Record<string, unknown>
  return String(client ?? sub)
}
