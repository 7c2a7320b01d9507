import { describe, expect, it } from '@jest/globals'
import { Stack } from 'aws-cdk-lib'
import { Match, Template } from 'aws-cdk-lib/assertions'

import { ManagementApi } from '../../lib/management-api.ts'
import { readSettings } from '../../lib/settings.ts'
import { CognitoSignIn } from '../../lib/sign-in.ts'
import { allOf, anApp, withoutBundling } from './a-stack.ts'

/** The API with these page origins, alone in a stack. */
function anApi(pageOrigins?: readonly string[]): Template {
  const stack = new Stack(anApp({ context: withoutBundling }), 'Alone')
  const settings = readSettings((name) => (name === 'marketplaces' ? 'acme' : undefined))
  const signIn = new CognitoSignIn(stack, 'SignIn', settings)
  new ManagementApi(stack, 'Api', {
    signIn,
    ...settings,
    ...(pageOrigins && { pageOrigins }),
  })
  return Template.fromStack(stack)
}

describe('The API for pages', () => {
  it("allows browsers the API's methods and headers, from these origins only", () => {
    const template = anApi(['https://hooks.example.com', 'https://d111.cloudfront.net'])

    template.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      CorsConfiguration: {
        AllowOrigins: ['https://hooks.example.com', 'https://d111.cloudfront.net'],
        AllowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
        AllowHeaders: [
          'authorization',
          'content-type',
          'if-match',
          'if-none-match',
          'idempotency-key',
        ],
        ExposeHeaders: ['etag', 'location', 'retry-after', 'idempotency-replayed'],
        MaxAge: 3600,
        AllowCredentials: Match.absent(),
      },
    })
  })

  it('requires no token for preflight requests: no route has OPTIONS, so API Gateway responds', () => {
    const routes = allOf(anApi(['https://hooks.example.com']), 'AWS::ApiGatewayV2::Route')

    expect(routes.map(([, { RouteKey }]) => RouteKey)).not.toContainEqual(
      expect.stringMatching(/^(ANY|OPTIONS) |^\$default/),
    )
  })

  it.each([[undefined], [[]]])(
    'responds to no preflight request when the origins are %j',
    (origins) => {
      anApi(origins).hasResourceProperties('AWS::ApiGatewayV2::Api', {
        CorsConfiguration: Match.absent(),
      })
    },
  )
})
