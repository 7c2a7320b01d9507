import type { FieldErrors } from './field-errors.ts'

/** The addresses of the field: one a line, or separated by commas, semicolons or spaces. */
export function addressesIn(text: string): string[] {
  return text.split(/[\s,;]+/).filter((address) => address !== '')
}

/** The errors of the field, each with its address. */
export function addressErrors(text: string, { at }: Pick<FieldErrors, 'at'>): string | undefined {
  const errors = addressesIn(text).flatMap((address, index) => {
    const error = at(`notify.${index}`)
    return error === undefined ? [] : [`${address}: ${error}`]
  })
  return errors.length === 0 ? at('notify') : errors.join('; ')
}
