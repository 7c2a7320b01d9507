import type { ApiResponse } from './operation.ts'
import { problem } from './problem.ts'

/**
 * Compares `If-Match` with the current version; undefined when the request may go on. The tag of a
 * read has a hash after the version, which is ignored here. Quotes may be missing, and `*` matches
 * any version (RFC 9110, 13.1.1).
 */
export function ifMatch(
  header: string | undefined,
  version: number,
  need: 'required' | 'optional',
): ApiResponse | undefined {
  if (header === undefined) {
    if (need === 'optional') return undefined
    return problem(
      428,
      `Cannot change: If-Match is missing; send the version that you read, such as "${version}"`,
    )
  }
  if (header.trim() === '*') return undefined
  if (!header.split(',').every((tag) => tagOrVersion.test(tag))) {
    return problem(
      400,
      `Cannot read If-Match: it must be a version in quotes, such as "${version}"`,
    )
  }

  const versions = header
    .split(',')
    .map((tag) => /^\s*(?:"(\d+)(?:-[\w-]+)?"|(\d+))\s*$/.exec(tag))
    .map((tag) => tag?.[1] ?? tag?.[2])
  if (versions.includes(String(version))) return undefined
  return problem(412, `Cannot change: the version is ${version}, not ${header}; read it again`)
}

/** An entity tag (RFC 9110, 8.8.3), or a version without its quotes. */
const tagOrVersion = /^\s*(?:(?:W\/)?"[^"]*"|\d+)\s*$/
