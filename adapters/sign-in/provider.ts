import type { ClientMetadata, Configuration, KoaContextWithOIDC } from 'oidc-provider'

import type { SignInKeys } from './keys.ts'
import { messagePage, signOutPage } from './html.ts'
import { userOf } from './users.ts'

/** The audience of access tokens: the management API. */
export const apiAudience = 'urn:postrider:api'
export const accessTokenAlgorithm = 'ES256'

/** The page's OAuth2 client: public, with PKCE. */
export const pageClientId = 'postrider-page'
export const pageScope = 'openid email profile'

/** The URLs of Vite's development server. Any Vite project uses them by default. */
export const developmentUrls = ['http://127.0.0.1:5173/', 'http://localhost:5173/'] as const

/** The paths of the endpoints, below the issuer. */
const routes = { authorization: '/auth', token: '/token', end_session: '/session/end' }

/** What the page would find by OpenID Connect discovery. */
export function metadataOf(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}${routes.authorization}`,
    token_endpoint: `${issuer}${routes.token}`,
    end_session_endpoint: `${issuer}${routes.end_session}`,
  }
}

const tenMinutes = 600
const halfADay = 43_200

/**
 * The configuration of oidc-provider: one client, our own users and pages, and no other feature.
 */
export function providerConfiguration(
  pageUrl: string,
  { keys, otherPages }: { keys: SignInKeys; otherPages: readonly string[] },
): Configuration {
  const redirects = [pageUrl, ...otherPages]
  return {
    routes,
    clients: [pageClient(redirects)],
    clientBasedCORS: (_ctx, origin) => redirects.includes(`${origin}/`),
    jwks: { keys: [keys.signingKey] },
    cookies: {
      keys: [keys.cookieKey],
      long: { path: '/sign-in', httpOnly: true, sameSite: 'lax' },
    },
    ttl: {
      AccessToken: tenMinutes, // signed tokens cannot be revoked
      AuthorizationCode: 60,
      IdToken: tenMinutes,
      Interaction: 1_800,
      Session: halfADay,
      Grant: halfADay,
      RefreshToken: halfADay,
    },
    scopes: ['openid', 'offline_access'],
    claims: {
      openid: ['sub', 'groups'],
      email: ['email'],
      profile: ['name', 'preferred_username'],
    },
    conformIdTokenClaims: false, // all claims are in the ID token, as there is no userinfo endpoint
    findAccount,
    loadExistingGrant: grantOfOurOwn,
    issueRefreshToken: () => Promise.resolve(true),
    rotateRefreshToken: () => true,
    extraTokenClaims: (_ctx, token) =>
      'accountId' in token ? { groups: userOf(token.accountId)?.groups ?? [] } : {},
    features: featuresFor(pageUrl),
    interactions: { url: (_ctx, { uid }) => `/sign-in/interaction/${uid}` },
    renderError: (ctx, { error, error_description }) => {
      ctx.type = 'html'
      const text = `${error_description ?? error}.`
      ctx.body = messagePage('Sign-in failed', text, pageUrl)
    },
  }
}

function pageClient(redirects: string[]): ClientMetadata {
  return {
    client_id: pageClientId,
    client_name: 'Postrider',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: redirects,
    post_logout_redirect_uris: redirects,
    id_token_signed_response_alg: accessTokenAlgorithm,
  }
}

function featuresFor(pageUrl: string): Configuration['features'] {
  return {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    revocation: {
      enabled: true,
      allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => apiAudience,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: '',
        audience: apiAudience,
        accessTokenFormat: 'jwt',
        accessTokenTTL: tenMinutes,
        jwt: { sign: { alg: accessTokenAlgorithm } },
      }),
    },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: signOut,
      postLogoutSuccessSource: (ctx) => {
        ctx.body = messagePage('Signed out', 'You are signed out.', pageUrl)
      },
    },
  }
}

function findAccount(_ctx: KoaContextWithOIDC, name: string) {
  const user = userOf(name)
  if (user === undefined) return undefined
  const claims = {
    sub: name,
    groups: [...user.groups],
    email: name,
    name,
    preferred_username: name,
  }
  return { accountId: name, claims: () => claims }
}

/** Grants our own page its scopes without asking the user for consent. */
async function grantOfOurOwn({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider } = oidc
  if (client === undefined || session?.accountId === undefined) return undefined
  const known = session.grantIdFor(client.clientId)
  const found = known === undefined ? undefined : await provider.Grant.find(known)
  if (found !== undefined) return found

  const { clientId } = client
  const grant = new provider.Grant({ clientId, accountId: session.accountId })
  grant.addOIDCScope(`${pageScope} offline_access`)
  await grant.save()
  return grant
}

/**
 * A request with an ID token hint comes from the page itself, after a click. Any other request
 * needs confirmation.
 */
async function signOut(ctx: KoaContextWithOIDC, form: string) {
  const { session, entities, params, provider } = ctx.oidc
  if (entities.IdTokenHint === undefined || session === undefined) {
    ctx.body = signOutPage(form)
    return
  }
  await session.destroy()
  ctx.cookies.set(provider.cookieName('session'), null, { path: '/sign-in' })
  const back = params?.['post_logout_redirect_uri']
  const url = new URL(typeof back === 'string' ? back : provider.urlFor('end_session_success'))
  const state = params?.['state']
  if (typeof state === 'string') url.searchParams.set('state', state)
  ctx.status = 303
  ctx.redirect(url.href)
}
