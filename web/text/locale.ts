/** The reader's format for dates and numbers, if it is an English one. */
export const locale = navigator.languages.find((tag) => tag.startsWith('en')) ?? 'en-GB'
