/** Text without control characters and unpaired surrogates. */
export const plainText = /^[^\p{Cc}\p{Cs}]*$/u

/** The error message for other text. */
export const notPlainText = 'must have no control characters and no unpaired surrogates'
