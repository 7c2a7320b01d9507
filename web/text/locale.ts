/** How dates and numbers are written: as the reader does it, if that goes with the texts. */
export const locale = navigator.languages.find((tag) => tag.startsWith('en')) ?? 'en-GB'
