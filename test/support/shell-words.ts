/** The words of a command in a POSIX shell: quotes, escaped line ends, and variables in "…". */
export function shellWords(command: string, variables: Readonly<Record<string, string>>): string[] {
  const words: string[] = []
  const part = /\s+|\\\n|'([^']*)'|"([^"\\]*)"|\\(.)|([^\s'"\\]+)/gy
  let word: string | undefined
  for (const [text, single, double, escaped, plain] of command.matchAll(part)) {
    const value = single ?? filled(double, variables) ?? escaped ?? plain
    if (value !== undefined) word = (word ?? '') + value
    else if (word !== undefined) {
      words.push(word)
      word = undefined
    }
    if (text === '') break
  }
  return word === undefined ? words : [...words, word]
}

function filled(text: string | undefined, variables: Readonly<Record<string, string>>) {
  return text?.replace(/\$(\w+)/g, (_, name: string) => {
    const value = variables[name]
    if (value === undefined) throw new Error(`The variable ${name} is not set`)
    return value
  })
}
