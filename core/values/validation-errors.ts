import * as z from 'zod'

/** The error of one field of an input: the field's path, such as `actions.0`, and a message. */
export type FieldError = { path: string; message: string }

/** The fields that a schema rejected, each with its first error. */
export function fieldErrors({ issues }: z.ZodError): FieldError[] {
  const errors = issues.flatMap((issue) => {
    const path = issue.path.map(String)
    if (issue.code !== 'unrecognized_keys') {
      return [{ path: path.join('.'), message: issue.message }]
    }
    return issue.keys.map((key) => ({
      path: [...path, key].join('.'),
      message: 'is not recognized',
    }))
  })
  const firsts = new Map(errors.toReversed().map((error) => [error.path, error]))
  return errors.filter((error) => firsts.get(error.path) === error)
}

/** The errors in one line. */
export function toMessage(errors: readonly FieldError[]): string {
  return errors
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
    .join('; ')
}

/** zod gets the message of an issue here, unless its schema has its own. */
z.config({ customError: explain })

/** Says what the value must be. */
function explain(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined) return 'is required'
  switch (issue.code) {
    case 'invalid_type':
      return explainType(issue)
    case 'invalid_value':
      return oneOf(issue.values)
    case 'invalid_union':
      return Array.isArray(issue.options) ? oneOf(issue.options) : undefined
    case 'invalid_format':
      return formats[issue.format]
    case 'too_small':
    case 'too_big':
      return explainSize(issue)
    default:
      return undefined
  }
}

function explainType({ expected, input }: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidType>) {
  if (expected === 'int') return 'must be a whole number'
  return `must be ${withArticle(expected)}, not ${withArticle(kindOf(input))}`
}

function explainSize(
  issue: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig>,
): string {
  const { origin, inclusive } = issue
  if (issue.code === 'too_big') {
    return boundary(origin, inclusive ? 'at most' : 'less than', issue.maximum)
  }
  if (issue.minimum === 1 && origin in units) return 'must not be empty'
  return boundary(origin, inclusive ? 'at least' : 'more than', issue.minimum)
}

function oneOf(values: readonly unknown[]): string {
  return `must be one of ${values.map(String).join(', ')}`
}

const formats: Readonly<Record<string, string>> = {
  email: 'must be an email address, such as ann@example.com',
  datetime: 'must be a timestamp, such as 2026-01-31T00:00:00Z',
  guid: 'must be a UUID, such as 0b2c1f7e-1111-4c3f-9a55-3f1c2d4e5f60',
  url: 'must be a URL, such as https://crm.example.com/orders/1',
}

/** The unit of a limit that is not a limit of the value itself. */
const units: Readonly<Record<string, string>> = { string: 'characters', array: 'items' }

function boundary(origin: string, comparison: string, limit: number | bigint): string {
  const unit = units[origin]
  return unit === undefined
    ? `must be ${comparison} ${limit}`
    : `must have ${comparison} ${limit} ${unit}`
}

function kindOf(input: unknown): string {
  if (input === null) return 'null'
  return Array.isArray(input) ? 'array' : typeof input
}

function withArticle(kind: string): string {
  if (kind === 'null') return kind
  return /^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`
}
