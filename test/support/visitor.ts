import { InMemoryWebStorage, OidcClient, WebStorageStateStore } from 'oidc-client-ts'

/** A person with a browser: cookies by path, forms, and redirects that are followed explicitly. */
export function aVisitor() {
  const cookies = new Map<string, { path: string; value: string }>()

  const go = async (address: string, init: RequestInit = {}): Promise<Page> => {
    const { pathname } = new URL(address)
    const sent = [...cookies]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
    const headers = { ...(init.headers as Record<string, string>), cookie: sent.join('; ') }
    const response = await fetch(address, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) keep(cookies, line)
    const location = response.headers.get('location')
    return {
      status: response.status,
      headers: response.headers,
      html: await response.text(),
      next: location === null ? undefined : new URL(location, address).href,
      url: address,
    }
  }
  /** Follows redirects until a page is shown, or one leads to one of these URLs. */
  const follow = async (page: Page, stopAt: string): Promise<Page> => {
    if (page.next === undefined || page.next.startsWith(`${stopAt}?`) || page.next === stopAt) {
      return page
    }
    return follow(await go(page.next), stopAt)
  }
  const fillIn = (
    page: Page,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Page> => {
    const action = /<form[^>]* action="([^"]*)"/.exec(page.html)?.[1] ?? ''
    const body = new URLSearchParams(fields)
    return go(new URL(action, page.url).href, { method: 'POST', headers, body })
  }
  return { go, follow, fillIn, cookies }
}

type Page = {
  status: number
  headers: Headers
  html: string
  next: string | undefined
  url: string
}

function keep(cookies: Map<string, { path: string; value: string }>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
  const path = /; path=([^;]+)/i.exec(line)?.[1] ?? '/'
  if (value === '') cookies.delete(name)
  else cookies.set(name, { path, value })
}

/** The page's part of the sign-in, with the page's settings. */
export async function aPage(url: string) {
  const config = (await (await fetch(`${url}/config.json`)).json()) as {
    issuer: string
    clientId: string
    scope: string
  }
  return new OidcClient({
    authority: config.issuer,
    client_id: config.clientId,
    scope: config.scope,
    redirect_uri: `${url}/`,
    post_logout_redirect_uri: `${url}/`,
    stateStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
  })
}

/** Signs in as the page does. */
export async function signIn(url: string, user: string, password: string, visitor = aVisitor()) {
  const page = await aPage(url)
  const request = await page.createSigninRequest({ login_hint: user })
  const form = await visitor.follow(await visitor.go(request.url), `${url}/`)
  const answer =
    form.next === undefined
      ? await visitor.follow(await visitor.fillIn(form, { user, password }), `${url}/`)
      : form
  const tokens =
    answer.next === undefined ? undefined : await page.processSigninResponse(answer.next)
  return { page, visitor, form, answer, tokens }
}
