import { readFile } from 'node:fs/promises'

/** The text of a file, read when somebody first wants it, and kept. */
export function fileText(file: URL): () => Promise<string> {
  let text: string | undefined
  return async () => (text ??= await readFile(file, 'utf8'))
}
