import { createHash } from 'node:crypto'

/** The sign-in's pages: our own HTML, without scripts, for light and dark mode. */

/** The sign-in form; `error` says why the last attempt failed. */
export function signInPage({ action, user, error, next = [] }: SignInForm): string {
  const alert = error === undefined ? '' : `<p id="error" role="alert">${escaped(error)}</p>`
  const described = error === undefined ? '' : ' aria-describedby="error" aria-invalid="true"'
  return page(
    'Sign in to Postrider',
    `${alert}
    <form method="post" action="${escaped(action)}">
      <label for="user">User</label>
      <input id="user" name="user" value="${escaped(user)}" autocomplete="username" autocapitalize="none"
        spellcheck="false" required${user === '' ? ' autofocus' : ''}${described}>
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password"
        required${user === '' ? '' : ' autofocus'}${described}>
      <button type="submit">Sign in</button>
    </form>
    <p class="hint">Users are manager@acme, viewer@acme and so on. The password is in POSTRIDER_PASSWORD; without it, the router printed one when it first started.</p>`,
    next.map((url) => `<link rel="prefetch" href="${escaped(url)}">`).join(''),
  )
}

type SignInForm = {
  action: string
  user: string
  error?: string | undefined
  /** What the browser will need after this page. */
  next?: readonly string[]
}

/** A message, and a link back to the page. */
export function messagePage(title: string, text: string, back: string): string {
  return page(
    title,
    `<p>${escaped(text)}</p>\n    <p><a href="${escaped(back)}">Go to Postrider</a></p>`,
  )
}

/** Asks for confirmation. `form` is the provider's own form, which the button submits. */
export function signOutPage(form: string): string {
  return page(
    'Sign out of Postrider?',
    `${form}
    <button type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>`,
  )
}

function page(title: string, body: string, head = ''): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escaped(title)}</title>
    <link rel="icon" href="data:,">
    <style>${style}</style>${head}
  </head>
  <body>
    <main>
    <h1>${escaped(title)}</h1>
    ${body}
    </main>
  </body>
</html>
`
}

function escaped(text: string): string {
  const entities: Record<string, string> = {
    '&': 'amp',
    '<': 'lt',
    '>': 'gt',
    '"': 'quot',
    "'": '#39',
  }
  return text.replace(/[&<>"']/g, (character) => `&${entities[character] ?? ''};`)
}

const style = `
:root { color-scheme: light dark; --back: #f4f5f7; --card: #fff; --text: #0f141a; --soft: #424650;
  --line: #7d8998; --accent: #006ce0; --on-accent: #fff; --wrong: #b8000d }
@media (prefers-color-scheme: dark) {
  :root { --back: #0f141a; --card: #161d26; --text: #ebebf0; --soft: #b4b4bb; --line: #7d8998;
    --accent: #75cfff; --on-accent: #0f141a; --wrong: #ff8a8a }
}
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--back);
  color: var(--text); font: 1rem/1.5 "Open Sans", system-ui, sans-serif }
main { box-sizing: border-box; width: min(24rem, 100vw); padding: 2rem; background: var(--card);
  border-radius: 1rem }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25 }
form { display: grid; gap: .25rem }
label { margin-top: .5rem; font-weight: 600 }
input { padding: .5rem .75rem; border: 2px solid var(--line); border-radius: .5rem; font: inherit;
  color: inherit; background: transparent }
button { margin-top: 1.25rem; padding: .5rem 1rem; border: 0; border-radius: 2rem; font: inherit;
  font-weight: 700; color: var(--on-accent); background: var(--accent); cursor: pointer }
a { color: var(--accent) }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
[role=alert] { margin: 0; color: var(--wrong); font-weight: 600 }
.hint { margin: 1.25rem 0 0; color: var(--soft); font-size: .875rem }
`

/** The Content-Security-Policy source that allows this style and no other. */
export const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`
