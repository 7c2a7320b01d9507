/** Texts that several screens share. */
export const common = {
  product: 'Postrider',
  skip: 'Skip to content',
  tryAgain: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  dismiss: 'Dismiss',
  refresh: 'Refresh',
  yes: 'Yes',
  no: 'No',
  loading: 'Loading',
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'Not copied: the browser denied access to the clipboard',
  optional: 'optional',
  masked: 'Masked card data:',
  loadMore: 'Load more',
  clearFilters: 'Clear filters',
  counted: (label: string, count: string) => `${label} (${count})`,
  selection: 'Selection',
  selectAll: 'Select all rows',
  loseChanges: 'Leave without saving?',
  loseChangesExplained: 'Your unsaved changes will be lost.',
  draftRestored: 'Your unsaved changes were restored.',
  startOver: 'Start over',
  leave: 'Leave',
  stay: 'Stay',
}

/** The preferences of a table. */
export const table = {
  preferences: 'Preferences',
  apply: 'Apply',
  pageSize: 'Page size',
  rows: (count: number) => `${count} rows`,
  columns: 'Columns',
  columnsExplained: 'Choose the columns and their order.',
}

/** Errors that any screen may show. */
export const errors = {
  title: 'Request failed',
  notFoundTitle: 'Not found',
  invalidFilters: 'This link contains invalid filters.',
  unreachable: 'Cannot reach Postrider. Check your connection and try again.',
  timeout: 'Postrider did not respond within 30 seconds. It may still process the request.',
  signedOut: 'Your session has expired.',
  forbidden: 'Your role does not allow this.',
  publishingOnly:
    'Your role can only publish events through the API. To see webhooks, the event log and the audit log, you need the viewer or manager role.',
  noMarketplace:
    'Your account belongs to no marketplace, or to more than one. Ask your administrator to change this, then sign in again.',
  stale: 'Someone else changed it in the meantime. Reload to see the current version.',
  notJson: 'The response is not from Postrider. A proxy may have replaced it.',
  failed: (status: number) =>
    `Postrider returned HTTP ${status}. Try again. If the error persists, contact your administrator.`,
  unknown: 'Something went wrong. Reload the page.',
  reload: 'Reload',
  offline: 'Connection lost',
  offlineExplained: 'The data shown may be stale. Your unsaved changes will not be lost.',
  screenError: 'This page cannot be displayed',
  notLoaded: 'This page cannot be loaded',
  notLoadedExplained: 'The connection is lost. The page loads when it is restored.',
  notFound: 'Page not found',
  notFoundExplained: 'The address may be wrong, or the item was deleted.',
  cannotStart: 'Postrider cannot start',
  cannotStartExplained: 'The page could not be loaded. Check your connection and try again.',
  cannotOpen: 'This link cannot be opened',
  cannotOpenExplained:
    'Each link opens once, and only for a short time. Go back to where you found it and open it from there again.',
  cannotSignIn: 'Sign-in failed',
  cannotSignInExplained:
    'The sign-in was not completed, took too long, or was started in another window. Try again.',
}

export const signIn = {
  expiredTitle: 'Your session has expired',
  expiredExplained:
    'Sign in again in a new window to continue. Your unsaved changes will not be lost.',
  endedTitle: 'This session has ended',
  endedExplained:
    'Go back to where you opened this page and open it from there again. Copy what you have not saved yet.',
  again: 'Sign in again',
  here: 'Sign in in this window',
  popupBlocked:
    'Your browser blocked the new window. Allow pop-ups for this page. You can also sign in in this window, but your unsaved changes will be lost.',
  out: 'Sign out',
  popupDone: 'You are signed in. You can close this window.',
}
