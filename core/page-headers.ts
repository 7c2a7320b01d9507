/** What browsers may do with the page, wherever its files are served from. */
export type PagePolicy = {
  contentSecurityPolicy: string
  permissionsPolicy: string
  referrerPolicy: 'no-referrer'
  /** The window in which somebody signs in anew tells the page that it is done. */
  crossOriginOpenerPolicy: 'same-origin-allow-popups'
}

/** The page runs its own scripts alone, and talks to its own origin and to these. */
export function pagePolicy(origins: readonly string[]): PagePolicy {
  return {
    contentSecurityPolicy: [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self' data:",
      `connect-src ${["'self'", ...origins].join(' ')}`,
      "form-action 'none'", // what is typed goes by script
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    permissionsPolicy: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    referrerPolicy: 'no-referrer',
    crossOriginOpenerPolicy: 'same-origin-allow-popups',
  }
}

/** Where the API's reference is. */
export const referencePath = '/reference/'

/** What a file's name says of its content; a page has these and no others. */
export const contentTypes: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  woff: 'font/woff',
  txt: 'text/plain; charset=utf-8',
}

/** Names under `/assets/` change with their content: they are kept for good, all others are asked for anew. */
export const cacheControl = {
  hashed: 'public, max-age=31536000, immutable',
  other: 'no-cache',
} as const
