const deliveries = (total: string) => (total === '1' ? '1 delivery' : `${total} deliveries`)

/** Recovery: resends deliveries that failed or were skipped. */
export const recover = {
  title: 'Recover deliveries',
  explained:
    'Resends deliveries that failed or were skipped because the webhook was disabled. Nothing is sent until you confirm the count.',
  webhooks: 'Webhooks',
  chooseWebhooks: 'Choose webhooks',
  disabledSeveral: (count: number) =>
    count === 1
      ? 'One of these webhooks is disabled and left out.'
      : `${count} of these webhooks are disabled and left out.`,
  startedSeveral: (count: number) =>
    count === 1
      ? 'Recovering deliveries of 1 webhook'
      : `Recovering deliveries of ${count} webhooks`,
  startedExplained: 'The page of each webhook shows the progress.',
  refusedSeveral: (count: number) =>
    `${count === 1 ? '1 webhook was' : `${count} webhooks were`} left out: disabled meanwhile, or another recovery is running.`,
  time: 'Created',
  status: 'Status',
  statuses: { failed: 'Failed', skipped: 'Skipped' },
  chooseStatus: 'Choose at least one status.',
  count: 'Count deliveries',
  countAgain: 'Count again',
  counted: deliveries,
  parts: (parts: readonly string[]) => parts.join(', '),
  nothing: 'No deliveries failed or were skipped in this period. Choose another period.',
  start: (total: string) => `Resend ${deliveries(total)}`,
  disabled: 'The webhook is disabled. Enable it to resend deliveries.',
  notNow: 'Recovery not started: the webhook was disabled, or another recovery is running.',
  notAllowed: 'Your role does not allow recovering deliveries.',
  running: 'Recovering deliveries',
  runningExplained: 'The recovery continues when you leave this page.',
  progress: (done: string, total: string) => `${done} of ${total} queued`,
  period: (from: string, to: string) => `${from} to ${to}`,
  by: (name: string) => `Started by ${name}`,
  cancel: 'Cancel recovery',
  cancelQuestion: 'Click again to cancel',
  completed: (done: string) => `Recovered ${deliveries(done)}`,
  cancelled: (done: string, total: string) => `Cancelled after ${done} of ${total}`,
  reason: (reason: string) => `Reason: ${reason}`,
  viewDeliveries: 'View its deliveries',
  open: 'Recover',
}
