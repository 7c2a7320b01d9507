import { readFileSync } from 'node:fs'

const pageBytes = 4096

/** How much memory a process has in use, in MB, as Linux says it; 0 on other systems. */
export function residentMb(pid: number | undefined): number {
  try {
    const [, pages] = readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')
    return (Number(pages) * pageBytes) / 1e6
  } catch {
    return 0
  }
}
