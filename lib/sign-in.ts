import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import * as cognito from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'

import { type Role, roles, type Scope, scopes } from '../core/roles.ts'
import { acknowledgeNoPlusPlan } from './acknowledgements.ts'
import type { Settings } from './settings.ts'

/** The program that signs in for a marketplace in a role. */
type Client = {
  readonly marketplace: string
  readonly role: Role
  /** Its name towards the sign-in; the secret is in the pool alone. */
  readonly id: string
}

type SignInProps = Pick<Settings, 'marketplaces' | 'clientRoles'>

/** Who may ask the management API, and for which marketplace. */
export class SignIn extends Construct {
  readonly userPoolId: string
  /** Where a client exchanges its secret for a token, by OAuth2's client credentials. */
  readonly tokenEndpoint: string
  readonly clients: readonly Client[]
  private readonly pool: cognito.UserPool

  constructor(scope: Construct, id: string, { marketplaces, clientRoles }: SignInProps) {
    super(scope, id)
    this.pool = newPool(this)
    this.userPoolId = this.pool.userPoolId
    const { account, stackName } = Stack.of(this)
    const domain = this.pool.addDomain('Domain', {
      // One of its kind among all pools of a region, whoever they belong to.
      cognitoDomain: { domainPrefix: `${stackName.toLowerCase()}-${account}` },
    })
    this.tokenEndpoint = `${domain.baseUrl()}/oauth2/token`
    this.clients = marketplaces.flatMap((marketplace) => this.clientsOf(marketplace, clientRoles))
  }

  /** What checks the tokens of requests: they must be ours, and for one of the clients. */
  authorizer(): HttpJwtAuthorizer {
    const { region } = Stack.of(this)
    const issuer = `https://cognito-idp.${region}.amazonaws.com/${this.userPoolId}`
    return new HttpJwtAuthorizer('Tokens', issuer, {
      jwtAudience: this.clients.map(({ id }) => id),
    })
  }

  /** OAuth2's resource is the marketplace: its scopes are written `acme/webhooks:read`. */
  private clientsOf(marketplace: string, clientRoles: readonly Role[]): Client[] {
    const known = scopes.map((scopeName) => ({
      name: scopeName,
      scope: new cognito.ResourceServerScope({
        scopeName,
        scopeDescription: descriptions[scopeName],
      }),
    }))
    const server = this.pool.addResourceServer(marketplace, {
      identifier: marketplace,
      scopes: known.map(({ scope }) => scope),
    })
    return clientRoles.map((role) => {
      const allowed: readonly Scope[] = roles[role]
      const client = this.pool.addClient(`${marketplace}-${role}`, {
        generateSecret: true,
        accessTokenValidity: Duration.hours(1), // a token cannot be taken back before it ends
        oAuth: {
          flows: { clientCredentials: true },
          scopes: known
            .filter(({ name }) => allowed.includes(name))
            .map(({ scope }) => cognito.OAuthScope.resourceServer(server, scope)),
        },
      })
      letNobodyElseIn(client)
      return { marketplace, role, id: client.userPoolClientId }
    })
  }
}

/** Where nothing is said, a client may also sign people in. */
function letNobodyElseIn(client: cognito.UserPoolClient) {
  const { defaultChild } = client.node
  if (defaultChild instanceof cognito.CfnUserPoolClient) {
    defaultChild.explicitAuthFlows = ['ALLOW_REFRESH_TOKEN_AUTH']
  }
}

const descriptions: Readonly<Record<Scope, string>> = {
  'webhooks:read': 'See webhooks and deliveries',
  'webhooks:write': 'Set up, change and remove webhooks',
  'events:write': 'Publish events',
}

function newPool(scope: Construct): cognito.UserPool {
  const pool = new cognito.UserPool(scope, 'Pool', {
    featurePlan: cognito.FeaturePlan.ESSENTIALS,
    selfSignUpEnabled: false,
    signInAliases: { email: true },
    mfa: cognito.Mfa.REQUIRED,
    mfaSecondFactor: { otp: true, sms: false },
    passwordPolicy: {
      minLength: 12,
      requireLowercase: true,
      requireUppercase: true,
      requireDigits: true,
      requireSymbols: true,
    },
    accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
    removalPolicy: RemovalPolicy.RETAIN,
    deletionProtection: true,
  })
  acknowledgeNoPlusPlan(pool)
  return pool
}
