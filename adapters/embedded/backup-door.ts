import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import type { ApiResponse } from '../../core/api/operation.ts'
import { problem } from '../../core/api/problem.ts'
import type { Log } from '../../core/ports.ts'
import { mayBackUp } from '../sign-in/backup-tokens.ts'
import { sendProblem } from './malformed-request.ts'
import { isForeign } from './own-host.ts'

/** Where `npm run backup` asks the running router, which has the database locked. */
export const backupPath = '/backup'

type Parts = {
  tokenKey: Uint8Array
  /** A snapshot of the database as frames of a backup; its keys are not in it. */
  snapshot?: (() => AsyncIterable<Uint8Array>) | undefined
  log: Log
}

/**
 * Responds to `GET /backup` with a snapshot, for who can read the folder's token key; resolves with
 * whether it was that. One backup is made at a time, and only as fast as it is read.
 */
export function backupDoor({ tokenKey, snapshot, log }: Parts) {
  let isBusy = false
  const refusalOf = async (url: string, request: IncomingMessage) => {
    if (isForeign(url, request)) return refusals.foreign
    if (!(await mayBackUp(tokenKey, request.headers.authorization))) return refusals.unauthorized
    return isBusy ? refusals.busy : undefined
  }
  return async (url: string, request: IncomingMessage, response: ServerResponse) => {
    if (snapshot === undefined || request.method !== 'GET' || request.url !== backupPath) {
      return false
    }
    const refusal = await refusalOf(url, request)
    if (refusal !== undefined) {
      sendProblem(response, refusal)
      return true
    }
    isBusy = true
    try {
      log({ level: 'INFO', message: 'backup requested' })
      response.writeHead(200, { 'content-type': 'application/octet-stream' })
      await pipeline(Readable.from(snapshot(), { objectMode: false }), response)
    } catch (error) {
      // The response has ended early, which the command reports.
      log({ level: 'WARN', message: `The backup was not completed: ${String(error)}` })
    } finally {
      isBusy = false
    }
    return true
  }
}

const refusals = {
  foreign: problem(403, 'Cannot back up: a backup is made for programs on this machine'),
  unauthorized: problem(401, 'Cannot back up: the token was not made with the key of this folder'),
  busy: problem(409, 'Cannot back up: another backup is being made'),
} satisfies Record<string, ApiResponse>
