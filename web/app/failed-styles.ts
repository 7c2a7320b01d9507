/** The style sheets that failed to load; the others may still be loading. */
const failed = new Set<HTMLLinkElement>()

// The error events of links do not bubble: only a listener that captures them gets them.
addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') failed.add(target)
  },
  true,
)

/** The browser does not retry a style sheet that failed to load. */
export function retryFailedStyles(): void {
  for (const link of failed) link.replaceWith(link.cloneNode())
  failed.clear()
}
