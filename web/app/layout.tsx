import Spinner from '@cloudscape-design/components/spinner'
import { Outlet, ScrollRestoration } from 'react-router'

import { statusOf } from '../api/api-error.ts'
import { useMe } from '../api/me.ts'
import { ErrorAlert } from '../shared/error-alert.tsx'
import { useDismissStaleNotices } from '../shared/notify.ts'
import { useText } from '../text/use-text.ts'
import { NoMarketplace } from './no-marketplace.tsx'
import { PlainFrame } from './plain-frame.tsx'
import { useRouterLinks } from './router-links.ts'
import { SkipLink } from './skip-link.tsx'
import { TopBar } from './top-bar.tsx'

/** The frame of every screen. Draws the screen once the user is known. */
export function Layout() {
  const { common } = useText()
  const me = useMe()
  useDismissStaleNotices()
  useRouterLinks()
  if (me.data !== undefined) {
    return (
      <>
        <SkipLink />
        <div id="top-bar">
          <TopBar me={me.data} />
        </div>
        <Outlet />
        <ScrollRestoration />
      </>
    )
  }
  if (statusOf(me.error) === 403) {
    return (
      <PlainFrame>
        <NoMarketplace />
      </PlainFrame>
    )
  }
  return (
    <PlainFrame>
      {me.isError ? (
        <ErrorAlert error={me.error} tryAgain={() => void me.refetch()} />
      ) : (
        <span role="status">
          <Spinner size="large" /> {common.loading}
        </span>
      )}
    </PlainFrame>
  )
}
