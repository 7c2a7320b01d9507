import { Duration, type RemovalPolicy, Stack } from 'aws-cdk-lib'
import * as cognito from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'

import { peopleRoles, type Role, roles, type Scope, scopes } from '../core/api/roles.ts'
import { toRemovalPolicy } from './removal-policy.ts'
import type { Settings } from './settings.ts'
import { existingPool, newPool } from './user-pool.ts'

/** A machine client with a role in a marketplace. */
type Client = {
  readonly marketplace: string
  readonly role: Role
  /** Its client id. The secret exists in the user pool only. */
  readonly id: string
}

type SignInProps = Pick<
  Settings,
  'marketplaces' | 'clientRoles' | 'existingUserPool' | 'removalPolicy'
>

/** Who may call the management API, and for which marketplace. */
export type SignIn = {
  /** The issuer of tokens. */
  readonly issuer: string
  /** The origins that a browser calls during sign-in. */
  readonly origins: readonly string[]
  /** What OpenID Connect discovery would find, so that the page does not ask for it. */
  readonly metadata?: Readonly<Record<'authorization_endpoint' | 'token_endpoint', string>>
  /** The sign-out URL, unless OpenID Connect discovery provides it. */
  readonly signOutUrl?: string
  /** Registers the page with these URLs; returns its client id. */
  addPage: (urls: readonly string[]) => string
  /** The audience of access tokens; '' if every client of the issuer may call the API. */
  readonly audience: string
  /** What people and programs need to sign in; no secrets. */
  readonly outputs: Readonly<Record<string, string>>
}

/** A Cognito user pool: people with a second factor, and machine clients with secrets. */
export class CognitoSignIn extends Construct implements SignIn {
  readonly issuer: string
  readonly origins: readonly string[]
  readonly metadata: NonNullable<SignIn['metadata']>
  readonly signOutUrl: string
  readonly audience = ''
  private readonly clients: readonly Client[]
  private readonly pool: cognito.IUserPool

  constructor(
    scope: Construct,
    id: string,
    { marketplaces, clientRoles, existingUserPool, removalPolicy }: SignInProps,
  ) {
    super(scope, id)
    this.pool =
      existingUserPool === '' ? newPool(this, removalPolicy) : existingPool(this, existingUserPool)
    const { account, region, stackName } = Stack.of(this)
    const domain = this.pool.addDomain('Domain', {
      managedLoginVersion: cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN,
      // Must be unique in the Region, across all accounts.
      cognitoDomain: { domainPrefix: `${stackName.toLowerCase()}-${account}` },
    })
    this.metadata = {
      authorization_endpoint: `${domain.baseUrl()}/oauth2/authorize`,
      token_endpoint: `${domain.baseUrl()}/oauth2/token`,
    }
    this.signOutUrl = `${domain.baseUrl()}/logout`
    this.issuer = `https://cognito-idp.${region}.amazonaws.com/${this.pool.userPoolId}`
    this.origins = [domain.baseUrl()]
    // An existing pool has its groups with their people.
    if (existingUserPool === '')
      marketplaces.forEach((name) => {
        this.addGroups(name, toRemovalPolicy(removalPolicy))
      })
    this.clients = marketplaces.flatMap((marketplace) => this.clientsOf(marketplace, clientRoles))
  }

  get outputs() {
    const clients = this.clients.map(({ marketplace, role, id }) => [
      `ClientId-${marketplace}-${role}`,
      id,
    ])
    return {
      UserPoolId: this.pool.userPoolId,
      // The endpoint for the client credentials grant.
      TokenEndpoint: this.metadata.token_endpoint,
      ...(Object.fromEntries(clients) as Record<string, string>),
    }
  }

  addPage(urls: readonly string[]): string {
    const client = this.pool.addClient('Page', {
      generateSecret: false, // a browser cannot keep one; PKCE replaces it
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(10), // a token cannot be revoked before it expires
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
    allowRefreshOnly(client)
    new cognito.CfnManagedLoginBranding(this, 'Branding', {
      userPoolId: this.pool.userPoolId,
      clientId,
      useCognitoProvidedValues: true,
    })
    return clientId
  }

  /** People are in a group `<marketplace>/<role>`; machine clients have scopes. */
  private addGroups(marketplace: string, policy: RemovalPolicy) {
    for (const role of peopleRoles) {
      const group = this.pool.addGroup(`${marketplace}-${role}-people`, {
        groupName: `${marketplace}/${role}`,
        description: `The ${role}s of ${marketplace}`,
      })
      group.applyRemovalPolicy(policy) // a deleted group forgets its people
    }
  }

  /** Each marketplace is an OAuth2 resource server: its scopes are written `acme/webhooks:read`. */
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
        accessTokenValidity: Duration.hours(1), // a token cannot be revoked before it expires
        oAuth: {
          flows: { clientCredentials: true },
          scopes: known
            .filter(({ name }) => allowed.includes(name))
            .map(({ scope }) => cognito.OAuthScope.resourceServer(server, scope)),
        },
      })
      allowRefreshOnly(client)
      return { marketplace, role, id: client.userPoolClientId }
    })
  }
}

/** By default, Cognito also lets a client sign people in directly (SRP and custom flows). */
function allowRefreshOnly(client: cognito.UserPoolClient) {
  const { defaultChild } = client.node
  if (defaultChild instanceof cognito.CfnUserPoolClient) {
    defaultChild.explicitAuthFlows = ['ALLOW_REFRESH_TOKEN_AUTH']
  }
}

const descriptions: Readonly<Record<Scope, string>> = {
  'webhooks:read': 'Read webhooks and deliveries',
  'webhooks:write': 'Create, change and delete webhooks',
  'events:write': 'Publish events',
  'integration:read': 'Read products and integration events',
  'integration:write': 'Change integrations, and resolve integration events',
}
