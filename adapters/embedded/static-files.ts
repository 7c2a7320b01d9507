import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join, sep } from 'node:path'

import { problem } from '../../core/api/problem.ts'
import {
  cacheControl,
  contentTypes,
  type PagePolicy,
  pagePolicy,
  referencePath,
} from '../../core/page-headers.ts'

type PageFilesOptions = {
  /** Where the page was built to. */
  folder: string
  /** What the page is told: `config.json`. */
  config: unknown
  /** Whom else than its own origin the page talks to. */
  origins: readonly string[]
}

type File = { status: number; type: string; body: string | Buffer; cache?: string }

/** Serves the page's files; resolves with whether the request was for one. */
export function pageFiles({ folder, config, origins }: PageFilesOptions) {
  const headers = headersOf(pagePolicy(origins))

  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const path = pathOf(request)
    if (path === undefined || !isOfPage(path)) return false
    response.setHeaders(headers)
    if (path === '/reference') {
      response.writeHead(308, { location: referencePath }).end()
      return true
    }
    send(
      path === '/config.json' ? configFile(config) : await fileAt(folder, path),
      request,
      response,
    )
    return true
  }
}

/** The decoded path; undefined when it is no request for a file. */
function pathOf({ method, url = '/' }: IncomingMessage): string | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined
  try {
    return decodeURIComponent(url.split('?')[0] ?? '')
  } catch {
    return undefined
  }
}

/** All that is not the page's is the API's, which has no file among its paths but openapi.json. */
function isOfPage(path: string): boolean {
  return (
    path === '/' ||
    path === '/config.json' ||
    path === '/reference' ||
    /^\/(assets|reference)\//.test(path) ||
    /^\/[\w-]+\.(html|js|css|svg|png|ico|txt)$/.test(path)
  )
}

function configFile(config: unknown): File {
  return { status: 200, type: contentTypes['json'] ?? '', body: JSON.stringify(config) }
}

async function fileAt(folder: string, path: string): Promise<File> {
  const name = path.endsWith('/') ? `${path}index.html` : path
  const type = contentTypes[/\.(\w+)$/.exec(name)?.[1] ?? '']
  const place = join(folder, name)
  // No way out of the folder, whatever the path holds, and nothing hidden in it.
  const isInside = place.startsWith(folder + sep) && !/[\0\\]|\/\./.test(name)
  const body = isInside && type !== undefined ? await read(place) : undefined
  if (body !== undefined && type !== undefined) {
    return {
      status: 200,
      type,
      body,
      ...(path.startsWith('/assets/') && { cache: cacheControl.hashed }),
    }
  }
  const isBuilt = (await read(join(folder, 'index.html'))) !== undefined
  return isBuilt
    ? asFile(404, `Cannot find ${path}: the page has no such file`)
    : asFile(503, 'Cannot show the page: it is not built yet; npm start builds it in a few seconds')
}

function asFile(status: number, detail: string): File {
  const { headers = {}, body } = problem(status, detail)
  return { status, type: headers['content-type'] ?? '', body: JSON.stringify(body) }
}

async function read(place: string): Promise<Buffer | undefined> {
  try {
    return await readFile(place)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'].includes(code)) return undefined
    throw error
  }
}

function send(file: File, request: IncomingMessage, response: ServerResponse): void {
  const { status, type, body, cache = cacheControl.other } = file
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  response.setHeader('cache-control', status === 200 ? cache : 'no-store')
  if (status === 200) response.setHeader('etag', etag)
  if (status === 503) response.setHeader('retry-after', '2').setHeader('refresh', '2')
  if (status === 200 && request.headers['if-none-match'] === etag) {
    response.writeHead(304).end()
    return
  }
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) })
  response.end(request.method === 'HEAD' ? undefined : body)
}

function headersOf(policy: PagePolicy): Headers {
  return new Headers({
    'content-security-policy': policy.contentSecurityPolicy,
    'permissions-policy': policy.permissionsPolicy,
    'referrer-policy': policy.referrerPolicy,
    'cross-origin-opener-policy': policy.crossOriginOpenerPolicy,
    'x-content-type-options': 'nosniff',
  })
}
