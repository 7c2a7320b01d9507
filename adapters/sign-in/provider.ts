import type { ClientMetadata, Configuration, KoaContextWithOIDC } from 'oidc-provider'

import type { SignInKeys } from './keys.ts'
import { messagePage, signOutPage } from './pages.ts'
import { userOf } from './users.ts'

/** Whom the access tokens are for: the management API. */
export const apiAudience = 'urn:postrider:api'
export const accessTokenAlgorithm = 'ES256'

/** The page, as the sign-in knows it: a public client, which proves itself by PKCE. */
export const pageClientId = 'postrider-page'
export const pageScope = 'openid email profile'

/** Where Vite's own server serves the page while somebody works on it; of anybody's project, by default. */
export const developmentUrls = ['http://127.0.0.1:5173/', 'http://localhost:5173/'] as const

const tenMinutes = 600
const halfADay = 43_200

/** How oidc-provider is to behave: one client, our own users and pages, nothing that it can do besides. */
export function providerConfiguration(
  pageUrl: string,
  { keys, otherPages }: { keys: SignInKeys; otherPages: readonly string[] },
): Configuration {
  const redirects = [pageUrl, ...otherPages]
  return {
    clients: [pageClient(redirects)],
    clientBasedCORS: (_ctx, origin) => redirects.includes(`${origin}/`),
    jwks: { keys: [keys.signingKey] },
    cookies: {
      keys: [keys.cookieKey],
      long: { path: '/sign-in', httpOnly: true, sameSite: 'lax' },
    },
    ttl: {
      AccessToken: tenMinutes, // nobody takes back what is signed
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
    conformIdTokenClaims: false, // in the ID token, as there is no other place to ask
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
      ctx.body = messagePage('The sign-in did not work', text, pageUrl)
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

/** Nobody is asked whether our own page may do what it is for. */
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

/** Who brings the ID token is the page itself, on a person's click; anybody else is asked. */
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
