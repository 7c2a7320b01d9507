/** The browser needs the address until the download has begun. */
const keptMs = 60_000

/** Downloads a file that was made in the browser. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => {
    URL.revokeObjectURL(link.href)
  }, keptMs)
}
