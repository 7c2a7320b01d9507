import { execFile } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { promisify } from 'node:util'

import {
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider'

import { endpoint, output } from './account.ts'
import { fromCloudFront } from './page-host.ts'

export const cognito = new CognitoIdentityProviderClient({})

type PageConfig = { apiUrl: string; issuer: string; clientId: string; scope: string }

/** The page's configuration. */
export async function pageConfig(): Promise<PageConfig> {
  return JSON.parse((await fromCloudFront('/config.json')).body) as PageConfig
}

/** The page's client in the user pool. */
export async function pageClient() {
  const { clientId: ClientId } = await pageConfig()
  const { UserPoolClient } = await cognito.send(
    new DescribeUserPoolClientCommand({ UserPoolId: output('UserPoolId'), ClientId }),
  )
  return UserPoolClient
}

/** Runs `npm run add-manager -- …`, as in the README; returns its output. */
export function addManager(...options: string[]): Promise<string> {
  return npmRun('add-manager', ...options)
}

/** Runs a script of package.json; returns its output. */
export async function npmRun(script: string, ...options: string[]): Promise<string> {
  const command = ['run', '--silent', script, '--', ...options]
  const { stdout } = await promisify(execFile)('npm', command)
  return stdout.trim()
}

/** Sets a password, as a user does after the email with the temporary one. */
export async function setPassword(email: string): Promise<string> {
  const Password = `Aa1!${randomUUID()}`
  const user = { UserPoolId: output('UserPoolId'), Username: email }
  await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password, Permanent: true }))
  return Password
}

/** An authorization code, as the page gets it from managed login, with its PKCE verifier. */
export async function codeFor(username: string, password: string) {
  const { clientId, scope } = await pageConfig()
  const verifier = randomBytes(32).toString('base64url')
  const asked = {
    client_id: clientId,
    scope,
    response_type: 'code',
    redirect_uri: output('PageUrl'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    state: randomUUID(),
  }
  const form = await fetch(`${endpoint}/oauth2/authorize?${String(new URLSearchParams(asked))}`)
  if (!form.ok) throw new Error(`Cannot sign in: ${await form.text()}`)
  const answer = await fetch(`${endpoint}/login`, {
    method: 'POST',
    body: new URLSearchParams({ ...asked, username, password }),
    redirect: 'manual',
  })
  const place = new URL(answer.headers.get('location') ?? 'nowhere:')
  return { code: place.searchParams.get('code') ?? '', verifier, clientId }
}

type Proof = { code: string; verifier: string; clientId: string }

/** The token endpoint's response to a code. */
export async function tokensFor({ code, verifier, clientId }: Proof) {
  const response = await fetch(`${endpoint}/oauth2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: output('PageUrl'),
      code,
      code_verifier: verifier,
    }),
  })
  const { access_token: token = '' } = (await response.json()) as { access_token?: string }
  return { status: response.status, token }
}

/** Where managed login redirects after the page's sign-out request. */
export async function signOut(to: string) {
  const { clientId } = await pageConfig()
  const asked = new URLSearchParams({ client_id: clientId, logout_uri: to })
  const { status, headers } = await fetch(`${endpoint}/logout?${String(asked)}`, {
    redirect: 'manual',
  })
  return { status, location: headers.get('location') }
}
