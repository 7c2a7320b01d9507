/** Two attempts, or two events of a resource, side by side. */
export const compare = {
  attempts: 'Compare attempts',
  first: 'First attempt',
  second: 'Second attempt',
  events: 'Compare with the event before',
  noPrevious: 'This webhook got no earlier event of this resource, or it is no longer stored.',
  viewPrevious: 'View the event before',
  field: 'Field',
  whole: '(all)',
  same: 'No differences',
}
