import * as z from 'zod'

import { existingKeyFile } from '../adapters/common/key-file.ts'
import { tokenKeyName } from '../adapters/sign-in/own-tokens.ts'

/**
 * Calls the API of the router on this machine; resolves with the parsed body of the response, and
 * throws the `detail` of an error.
 */
export type Call = (method: string, path: string, body?: unknown) => Promise<unknown>

type Router = { url: string; folder: string; hint?: string }

/** The API with a token that is made with the key of the router's data folder. */
export async function apiOf(
  { url, folder, hint = 'start it with npm start' }: Router,
  tokenOf: (key: Buffer) => Promise<string>,
): Promise<Call> {
  const unreachable = (cause: unknown) => {
    throw new Error(`Cannot reach the router on ${url}: ${hint}`, { cause })
  }
  const bearer = await tokenOf(await existingKeyFile(folder, tokenKeyName).catch(unreachable))

  return async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        'content-type': 'application/json',
        ...(method === 'PATCH' && { 'if-match': '*' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch(unreachable)
    const text = await response.text()
    if (!response.ok) throw new Error(Problem.parse(JSON.parse(text)).detail)
    return text === '' ? undefined : (JSON.parse(text) as unknown)
  }
}

const Problem = z.object({ detail: z.string() })
