/** A text as it is in `application/x-www-form-urlencoded`. */
export function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1)
}
