import { plainText } from '../values/plain-text.ts'

/** Whether a resource's URL is one of http or https, or relative to its marketplace. */
export function isResourceUrl(text: string): boolean {
  if (!plainText.test(text)) return false
  try {
    return /^https?:$/.test(new URL(text, 'https://marketplace.example').protocol)
  } catch {
    return false
  }
}
