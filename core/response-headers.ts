/** The security headers of the page, wherever it is served from. */
export type PagePolicy = {
  contentSecurityPolicy: string
  permissionsPolicy: string
  /** Whether sites may have the page in a frame: X-Frame-Options cannot name them, and is left out. */
  isFramed: boolean
  referrerPolicy: 'no-referrer'
  /** Lets the sign-in pop-up report back to the page. */
  crossOriginOpenerPolicy: 'same-origin-allow-popups'
}

type PageOrigins = {
  /** The origins that the page calls, besides its own. */
  connect: readonly string[]
  /** The origins of its images, besides its own. */
  images?: readonly string[]
  /** The origins whose pages may have it in a frame. */
  ancestors?: readonly string[]
}

/** The page runs only its own scripts, and connects only to its own origin and these. */
export function pagePolicy({ connect, images = [], ancestors = [] }: PageOrigins): PagePolicy {
  return {
    contentSecurityPolicy: [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      ["img-src 'self' data:", ...images].join(' '),
      "font-src 'self' data:",
      `connect-src ${["'self'", ...connect].join(' ')}`,
      "form-action 'none'", // forms are submitted by script
      "base-uri 'none'",
      `frame-ancestors ${ancestors.length === 0 ? "'none'" : ancestors.join(' ')}`,
    ].join('; '),
    isFramed: ancestors.length > 0,
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

/**
 * File names under `/assets/` contain a content hash, so these files are cached forever. All others
 * are revalidated.
 */
export const cacheControl = {
  hashed: 'public, max-age=31536000, immutable',
  other: 'no-cache',
} as const
