/** Choosing a time. */
export const timeRange = {
  label: 'Time',
  anyTime: 'Any time',
  faults: {
    amount: 'Choose a whole number, 1 or more.',
    incomplete: 'Choose both a beginning and an end.',
    order: 'The end must not be before the beginning.',
  },
}
