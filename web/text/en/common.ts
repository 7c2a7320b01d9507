/** What stands on several screens. */
export const common = {
  product: 'Postrider',
  skip: 'Skip to the content',
  tryAgain: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  dismiss: 'Dismiss',
  refresh: 'Refresh',
  yes: 'Yes',
  no: 'No',
  none: 'None',
  loading: 'Loading',
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'Not copied: the browser does not allow it',
  optional: 'optional',
  loadMore: 'Load more',
  clearFilters: 'Clear filters',
  noMatch: 'Nothing matches',
  matches: (count: number) => (count === 1 ? '1 match' : `${count} matches`),
  loseChanges: 'Leave without saving?',
  loseChangesExplained: 'What you changed is not saved yet and will be lost.',
  draftIsBack: 'What you typed here before, and did not save, is back.',
  startOver: 'Start over',
  leave: 'Leave',
  stay: 'Stay',
}

/** How somebody wants a table. */
export const table = {
  preferences: 'Preferences',
  apply: 'Apply',
  pageSize: 'Rows on a page',
  rows: (count: number) => `${count} rows`,
  columns: 'Columns',
  columnsExplained: 'Which are shown, and in which order.',
}

/** What went wrong, wherever it does. */
export const faults = {
  title: 'This did not work',
  notThere: 'Not there',
  wrongFilters: 'The address has filters that do not exist.',
  unreachable: 'The router cannot be reached. Check your connection, and try again.',
  timeout: 'The router did not answer within 30 seconds. It may still have done what you asked.',
  signedOut: 'Your sign-in has ended.',
  forbidden: 'Your role does not allow this.',
  publishingOnly:
    'Your role is for systems that publish events over the API; webhooks, the event log and the audit are for viewers and managers.',
  noMarketplace:
    'You belong to no marketplace here, or to several. Ask whoever manages the accounts, then sign in again.',
  stale:
    'Somebody else changed this meanwhile, so nothing was saved. Reload it to see what it is like now.',
  unreadable:
    'What came is no answer of the router: something between it and you may be in the way.',
  failed: (status: number) =>
    `The router could not answer (HTTP ${status}). Try again; if it stays, tell whoever runs it.`,
  unknown: 'Something on this page went wrong. Reloading it usually helps.',
  reload: 'Reload',
  connectionLost: 'The connection to the router is lost',
  connectionLostExplained: 'What you see may be old. Nothing that you typed is lost.',
  broken: 'This page could not be shown',
  notLoaded: 'This page cannot be loaded now',
  notLoadedExplained: 'The connection is lost. The page appears when it is back.',
  notFound: 'There is nothing here',
  notFoundExplained: 'The address may be mistyped, or what it showed is gone.',
  cannotStart: 'Postrider cannot start here',
  cannotStartExplained:
    'Where the router is could not be read from config.json. Check your connection, and try again.',
  cannotSignInExplained:
    'The sign-in was not completed, was begun in another window, or took too long. Try again.',
  cannotSignIn: 'You could not be signed in',
}

export const signIn = {
  endedTitle: 'Your sign-in has ended',
  endedExplained:
    'Sign in again to go on. Everything you typed stays where it is; a small window opens for it.',
  again: 'Sign in again',
  here: 'Sign in in this window',
  popupBlocked:
    'Your browser did not open the window. Allow it for this page, or sign in in this window; what you typed is then lost.',
  out: 'Sign out',
  handedOver: 'You are signed in. You can close this window.',
}
