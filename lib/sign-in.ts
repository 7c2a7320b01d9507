import { Duration, Stack } from 'aws-cdk-lib'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import * as cognito from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'

import { type Role, roles, type Scope, scopes } from '../core/api/roles.ts'
import type { Settings } from './settings.ts'
import { newPool } from './user-pool.ts'

/** The program that signs in for a marketplace in a role. */
type Client = {
  readonly marketplace: string
  readonly role: Role
  /** Its name towards the sign-in; the secret is in the pool alone. */
  readonly id: string
}

type SignInProps = Pick<Settings, 'marketplaces' | 'clientRoles'>

/** Who may ask the management API, and for which marketplace. */
export type SignIn = {
  /** Who signs the tokens. */
  readonly issuer: string
  /** Whom a browser talks to while somebody signs in. */
  readonly origins: readonly string[]
  /** Where people end their session with it, if not where OpenID Connect asks for that. */
  readonly signOutUrl?: string
  /** Lets people sign in for the page at these URLs; answers with the name that the page has there. */
  addPage: (urls: readonly string[]) => string
  /** What checks the tokens of requests; after the page was added. */
  authorizer: () => HttpJwtAuthorizer
  /** What people and programs need to know of it; no secrets. */
  readonly outputs: Readonly<Record<string, string>>
}

/** A user pool: people with a second factor, and programs with secrets of their own. */
export class CognitoSignIn extends Construct implements SignIn {
  readonly issuer: string
  readonly origins: readonly string[]
  readonly signOutUrl: string
  private readonly tokenEndpoint: string
  private readonly clients: readonly Client[]
  private readonly pool: cognito.UserPool
  private readonly pageClients: string[] = []

  constructor(scope: Construct, id: string, { marketplaces, clientRoles }: SignInProps) {
    super(scope, id)
    this.pool = newPool(this)
    const { account, region, stackName } = Stack.of(this)
    const domain = this.pool.addDomain('Domain', {
      managedLoginVersion: cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN,
      // One of its kind among all pools of a region, whoever they belong to.
      cognitoDomain: { domainPrefix: `${stackName.toLowerCase()}-${account}` },
    })
    this.tokenEndpoint = `${domain.baseUrl()}/oauth2/token`
    this.signOutUrl = `${domain.baseUrl()}/logout`
    const host = `https://cognito-idp.${region}.amazonaws.com`
    this.issuer = `${host}/${this.pool.userPoolId}`
    this.origins = [host, domain.baseUrl()]
    for (const marketplace of marketplaces) this.addGroups(marketplace)
    this.clients = marketplaces.flatMap((marketplace) => this.clientsOf(marketplace, clientRoles))
  }

  get outputs() {
    const clients = this.clients.map(({ marketplace, role, id }) => [
      `ClientId-${marketplace}-${role}`,
      id,
    ])
    return {
      UserPoolId: this.pool.userPoolId,
      // Where a client exchanges its secret for a token, by OAuth2's client credentials.
      TokenEndpoint: this.tokenEndpoint,
      ...(Object.fromEntries(clients) as Record<string, string>),
    }
  }

  addPage(urls: readonly string[]): string {
    const client = this.pool.addClient('Page', {
      generateSecret: false, // a browser keeps none; PKCE proves who began
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(10), // a token cannot be taken back before it ends
      idTokenValidity: Duration.minutes(10),
      refreshTokenValidity: Duration.hours(12), // a working day
      supportedIdentityProviders: [cognito.UserPoolClientIdentityProvider.COGNITO],
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [cognito.OAuthScope.OPENID, cognito.OAuthScope.EMAIL, cognito.OAuthScope.PROFILE],
        callbackUrls: [...urls],
        logoutUrls: [...urls],
      },
    })
    const { userPoolClientId: clientId } = client
    letNobodyElseIn(client)
    new cognito.CfnManagedLoginBranding(this, 'Branding', {
      userPoolId: this.pool.userPoolId,
      clientId,
      useCognitoProvidedValues: true,
    })
    this.pageClients.push(clientId)
    return clientId
  }

  /** They must be ours, and for one of the clients. */
  authorizer(): HttpJwtAuthorizer {
    return new HttpJwtAuthorizer('Tokens', this.issuer, {
      jwtAudience: [...this.clients.map(({ id }) => id), ...this.pageClients],
    })
  }

  /** People are in `<marketplace>/<role>`; programs have scopes. */
  private addGroups(marketplace: string) {
    for (const role of ['manager', 'viewer'] as const) {
      this.pool.addGroup(`${marketplace}-${role}-people`, {
        groupName: `${marketplace}/${role}`,
        description: `Who is ${role} of ${marketplace}`,
      })
    }
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

/** Where nothing is said, a client may also sign people in by itself. */
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
