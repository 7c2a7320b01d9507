/** The keys of the event log. */
export const logKeys = {
  title: 'Keyboard shortcuts',
  keys: [
    ['/', 'Find deliveries'],
    ['j', 'Next delivery'],
    ['k', 'Previous delivery'],
    ['o', 'Open the delivery (Enter, too)'],
    ['r', 'Retry the delivery; press again to confirm'],
    ['?', 'Show this help'],
  ] as const,
  use: 'Use these shortcuts',
}
