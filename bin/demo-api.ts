import { existingKeyFile } from '../adapters/common/key-file.ts'
import { signToken, tokenKeyName } from '../adapters/sign-in/own-tokens.ts'

/** Calls the API of the running router; resolves with the parsed body of the response. */
export type Call = (method: string, path: string, body?: unknown) => Promise<unknown>

type Router = { url: string; folder: string }

/** The API as a manager of the marketplace. */
export async function apiOf({ url, folder }: Router, marketplace: string): Promise<Call> {
  const unreachable = `Cannot reach the router on ${url}: start it with npm start`
  const key = await existingKeyFile(folder, tokenKeyName).catch((cause: unknown) => {
    throw new Error(unreachable, { cause })
  })
  const bearer = await signToken(key, marketplace, 'manager')

  return async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${bearer}`,
        'content-type': 'application/json',
        ...(method === 'PATCH' && { 'if-match': '*' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw new Error(unreachable, { cause })
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`The demo failed: ${method} ${path} returned ${text}`)
    return text === '' ? undefined : (JSON.parse(text) as unknown)
  }
}
