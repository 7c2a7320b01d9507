import { readFile } from 'node:fs/promises'

/** The text of a file, read on the first call and cached. */
export function fileText(file: URL): () => Promise<string> {
  let text: string | undefined
  return async () => (text ??= await readFile(file, 'utf8'))
}
