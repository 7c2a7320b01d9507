/** The filter bar of the event log, and what can be done with selected rows. */
export const logTools = {
  find: 'Find deliveries by order number, company, resource ID or filter',
  filterNames: 'Filters',
  filterValues: 'Values',
  filters: {
    status: { propertyLabel: 'Status', groupValuesLabel: 'Statuses' },
    webhook: { propertyLabel: 'Webhook', groupValuesLabel: 'Webhooks' },
    eventType: { propertyLabel: 'Event type', groupValuesLabel: 'Event types' },
    resource: { propertyLabel: 'Resource', groupValuesLabel: 'Resources' },
    action: { propertyLabel: 'Action', groupValuesLabel: 'Actions' },
    businessId: { propertyLabel: 'Business ID or name', groupValuesLabel: 'Business IDs' },
    resourceUuid: { propertyLabel: 'Resource ID', groupValuesLabel: 'Resource IDs' },
    reason: { propertyLabel: 'Last reason', groupValuesLabel: 'Reasons' },
    statusCode: { propertyLabel: 'Last HTTP status', groupValuesLabel: 'HTTP statuses' },
    event: { propertyLabel: 'Event ID', groupValuesLabel: 'Event IDs' },
  },
  select: (title: string, resource: string) => `Select ${title}, ${resource}`,
  retrySelected: (count: string) => `Retry selected (${count})`,
  retriedSeveral: (retried: number, refused: number) => {
    const done = retried === 1 ? 'Retrying 1 delivery.' : `Retrying ${retried} deliveries.`
    if (refused === 0) return done
    return `${done} ${refused} cannot be retried now: the webhook is disabled or deleted, the event is no longer stored, or an attempt is in progress.`
  },
  export: 'Export',
  exportSelected: (count: string) => `Export selected (${count})`,
  exportFormats: { csv: 'CSV', json: 'JSON, one delivery a line' },
  exporting: (count: string) => `Exporting: ${count} deliveries`,
  exportCancel: 'Cancel export',
  exported: (total: number, count: string) =>
    total === 1 ? 'Exported 1 delivery.' : `Exported ${count} deliveries.`,
  exportFailed: 'Export failed',
  csv: {
    status: 'Status',
    created: 'Created',
    resource: 'Resource',
    action: 'Action',
    resourceId: 'Resource ID',
    webhook: 'Webhook',
    url: 'Webhook URL',
    httpStatus: 'Last HTTP status',
    reason: 'Last reason',
    attempts: 'Attempts',
    lastAttempt: 'Last attempt',
    durationMs: 'Duration (ms)',
    nextAttempt: 'Next attempt',
    eventId: 'Event ID',
    deliveryId: 'Delivery ID',
    webhookId: 'Webhook ID',
  },
}
