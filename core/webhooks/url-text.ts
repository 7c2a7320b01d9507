import * as z from 'zod'

import { notPlainText, plainText } from '../values/plain-text.ts'

/** A URL as a person pastes it, without the blanks around it, and with its host in ASCII. */
export function urlText() {
  return z.string().trim().overwrite(withAsciiHost).min(1).max(2048).regex(plainText, notPlainText)
}

/**
 * The URL with an internationalized host in Punycode: `müller.example` as `xn--mller-kva.example`. Labels
 * that only look like ASCII, such as `１２７`, stay as they are.
 */
function withAsciiHost(text: string): string {
  const [, scheme = '', host = '', rest = ''] =
    /^(https?:\/\/)([^/?#:@\\]+)(.*)$/is.exec(text) ?? []
  if (isAscii(host)) return text
  const ascii = asciiHostOf(`${scheme}${host}`)?.split('.') ?? []
  const labels = host.split('.')
  const isPlain = (label: string, index: number) =>
    isAscii(label) || ascii[index]?.startsWith('xn--') === true
  const isSameHost = ascii.length === labels.length && labels.every(isPlain)
  return isSameHost ? `${scheme}${ascii.join('.')}${rest}` : text
}

function isAscii(text: string): boolean {
  return !/[\u0080-\uffff]/.test(text)
}

function asciiHostOf(url: string): string | undefined {
  try {
    return new URL(url).hostname
  } catch {
    return undefined
  }
}
