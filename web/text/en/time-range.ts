/** The field that chooses a time range. */
export const timeRange = {
  label: 'Time range',
  errors: {
    amount: 'Enter a whole number of at least 1.',
    incomplete: 'Choose a start and an end.',
    order: 'The end must not be before the start.',
  },
}
