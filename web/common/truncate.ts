/** So much of a text that its beginning says what it is, however long it goes on. */
export function briefly(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text
}
