import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'

import sirv, { type RequestHandler } from 'sirv'

import { problem } from '../../core/api/problem.ts'
import {
  cacheControl,
  contentTypes,
  type PagePolicy,
  pagePolicy,
  referencePath,
} from '../../core/response-headers.ts'
import { sendProblem } from './malformed-request.ts'

type PageFilesOptions = {
  /** The folder of the built page. */
  folder: string
  /** The page's `config.json`. */
  config: unknown
  /** The other origins that the page calls. */
  origins: readonly string[]
  /** The origins of its images. */
  imageOrigins: readonly string[]
  /** The origins whose pages may have it in a frame. */
  frameAncestors: readonly string[]
}

/** Serves the page's files; resolves with whether the request was for one. */
export function pageFiles({ folder, config, ...given }: PageFilesOptions) {
  const { origins: connect, imageOrigins: images, frameAncestors: ancestors } = given
  const headers = headersOf(pagePolicy({ connect, images, ancestors }))
  const sendConfig = configSender(config)
  const findFiles = filesOfBuild(folder)

  return async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const path = pathOf(request)
    if (path === undefined || !isOfPage(path)) return false
    response.setHeaders(headers)
    if (path === '/reference') response.writeHead(308, { location: referencePath }).end()
    else if (path === '/config.json') sendConfig(request, response)
    else sendFile(request, response, { path, files: await findFiles() })
    return true
  }
}

/** The decoded path; undefined when the request is not for a file. */
function pathOf({ method, url = '/' }: IncomingMessage): string | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined
  try {
    return decodeURIComponent(url.split('?')[0] ?? '')
  } catch {
    return undefined
  }
}

/** All other paths are the API's, whose only file name is openapi.json. */
function isOfPage(path: string): boolean {
  return (
    path === '/' ||
    path === '/config.json' ||
    path === '/reference' ||
    /^\/(assets|reference)\//.test(path) ||
    /^\/[\w-]+\.(html|js|css|svg|png|ico|txt)$/.test(path)
  )
}

/** The files of the latest build, which sirv lists once; undefined while there is none. */
function filesOfBuild(folder: string): () => Promise<RequestHandler | undefined> {
  let listed: { builtAtMs: number; files: RequestHandler } | undefined
  return async () => {
    const index = await stat(join(folder, 'index.html')).catch(() => undefined)
    if (index === undefined) return undefined
    if (listed?.builtAtMs !== index.mtimeMs) {
      const files = sirv(folder, { etag: true, brotli: true, gzip: true })
      listed = { builtAtMs: index.mtimeMs, files }
    }
    return listed.files
  }
}

type Wanted = { path: string; files: RequestHandler | undefined }

function sendFile(request: IncomingMessage, response: ServerResponse, wanted: Wanted): void {
  const { path, files } = wanted
  const type = contentTypes[path.endsWith('/') ? 'html' : (/\.(\w+)$/.exec(path)?.[1] ?? '')]
  const refuse = () => {
    sendProblem(response, problem(404, `Cannot find ${path}: the page has no such file`))
  }
  if (files === undefined) sendProblem(response, notBuilt)
  else if (type === undefined) refuse()
  else {
    response.setHeader('content-type', type)
    response.setHeader(
      'cache-control',
      cacheControl[path.startsWith('/assets/') ? 'hashed' : 'other'],
    )
    // sirv does not handle errors: a file that a new build removed meanwhile would end the process.
    response.once('pipe', (file) => file.once('error', () => response.destroy()))
    delete request.headers.range // the page fetches no file in parts
    files(request, response, refuse)
  }
}

const notBuilt = problem(
  503,
  'Cannot show the page: it is not built yet; npm start builds it in a few seconds',
  { headers: { 'retry-after': '2', refresh: '2' } },
)

function configSender(config: unknown) {
  const body = JSON.stringify(config)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return ({ headers }: IncomingMessage, response: ServerResponse): void => {
    const head = { 'cache-control': cacheControl.other, etag }
    if (headers['if-none-match'] === etag) response.writeHead(304, head).end()
    else response.writeHead(200, { ...head, 'content-type': contentTypes['json'] }).end(body)
  }
}

function headersOf(policy: PagePolicy): Headers {
  return new Headers({
    'content-security-policy': policy.contentSecurityPolicy,
    'permissions-policy': policy.permissionsPolicy,
    'referrer-policy': policy.referrerPolicy,
    'cross-origin-opener-policy': policy.crossOriginOpenerPolicy,
    'x-content-type-options': 'nosniff',
    ...(!policy.isFramed && { 'x-frame-options': 'DENY' }),
  })
}
