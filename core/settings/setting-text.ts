import * as z from 'zod'

type Invalid = { input?: unknown }

/** The error message: `'x' is not …`. */
export function isNot(what: string) {
  return { error: ({ input }: Invalid) => `${quoted(input)} is not ${what}` }
}

/** The text of a setting, trimmed; the default when it is missing or blank. */
export function text(fallback = '') {
  return z
    .union([z.string(), z.number()], {
      error: ({ input }) => `${JSON.stringify(input)} is neither text nor a number`,
    })
    .default('')
    .transform((given) => String(given).trim() || fallback)
}

/** Text that passes a check. */
export function textThat(isRight: (given: string) => boolean, what: string) {
  return z.string().refine(isRight, isNot(what))
}

/** Text with only digits, parsed as a number. */
export function wholeNumber(
  from: number,
  to: number,
  what = `a whole number from ${from} to ${to}`,
) {
  const isRight = (given: string) =>
    /^\d{1,9}$/.test(given) && Number(given) >= from && Number(given) <= to
  return textThat(isRight, what).transform(Number)
}

/** Comma-separated values; the error quotes the invalid one. */
export function list<Element>(element: z.ZodType<Element, string>, fallback = '') {
  return text(fallback).transform(partsOf).pipe(z.array(element))
}

/** The comma-separated parts of a text. */
export function partsOf(given: string): string[] {
  return given === '' ? [] : given.split(',').map((part) => part.trim())
}

function quoted(input: unknown): string {
  return `'${Array.isArray(input) ? input.join(',') : String(input)}'`
}
