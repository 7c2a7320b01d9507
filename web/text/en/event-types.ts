/** The catalogue of event types, and one of them. */
export const eventTypes = {
  title: 'Event types',
  description: 'What Postrider can tell your systems, when, and with which payload.',
  search: 'Search by name or description',
  columns: { eventType: 'Event type', when: 'When it fires', add: 'Webhook' },
  add: 'Add webhook',
  addFor: (name: string) => `Add webhook for ${name}`,
  noMatch: 'No event type matches the search',
  noMatchExplained: 'Search for a resource such as order, or an action such as added.',
  notFound: 'There is no such event type',
  payload: 'Payload',
  payloadExplained:
    'The body of the request. The content comes verbatim from the marketplace: it may have more fields, and fewer.',
  field: 'Field',
  type: 'Type',
  required: 'required',
  sample: 'Sample',
  schema: 'JSON Schema',
  anyJson: 'any JSON',
}
