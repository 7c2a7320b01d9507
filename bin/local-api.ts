import { existingKeyFile } from '../adapters/common/key-file.ts'
import { tokenKeyName } from '../adapters/sign-in/own-tokens.ts'
import { createPostriderClient, type Postrider } from '../client/postrider.ts'

type Router = { url: string; folder: string; hint?: string }

/** The API with a token that is made with the key of the router's data folder. */
export async function apiOf(
  { url, folder, hint = 'start it with npm start' }: Router,
  tokenOf: (key: Buffer) => Promise<string>,
): Promise<Postrider> {
  const unreachable = (cause: unknown) => {
    throw new Error(`Cannot reach the router on ${url}: ${hint}`, { cause })
  }
  const token = await tokenOf(await existingKeyFile(folder, tokenKeyName).catch(unreachable))
  return createPostriderClient({
    url,
    token,
    fetch: (request) => fetch(request).catch(unreachable),
  })
}

type Call<Data> = Promise<{ data?: Data; error?: { detail: string } }>

/** The body of a successful response; throws the `detail` of an error. */
export async function dataOf<Data>(call: Call<Data>): Promise<Data> {
  const { data, error } = await call
  if (error !== undefined) throw new Error(error.detail)
  return data as Data
}
