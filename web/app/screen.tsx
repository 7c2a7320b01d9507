import AppLayoutToolbar from '@cloudscape-design/components/app-layout-toolbar'
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import { type ReactNode, useEffect } from 'react'

import { href } from '../common/paths.ts'
import { truncate } from '../common/truncate.ts'
import { useText } from '../text/use-text.ts'
import { useDetailsPanel } from './details-panel.tsx'
import { useNavigationOpen } from './navigation-open.ts'
import { Navigation } from './navigation.tsx'
import { Notices } from './notices.tsx'
import { ScreenContent } from './screen-content.tsx'

/** A webhook without a description is named by its URL, of up to 2,000 characters. */
const maxTitleLength = 100
const maxCrumbLength = 40

export type Crumb = { text: string; path: string }

type Props = {
  /** The heading, the last crumb and the title of the window. */
  title: string
  /** The screens above this one. */
  crumbs: readonly Crumb[]
  description?: ReactNode
  actions?: ReactNode
  /** `table` if a full-page table draws the heading. */
  kind?: 'default' | 'form' | 'table'
  children: ReactNode
}

export function Screen(props: Props) {
  const { title: fullTitle, crumbs, description, actions, kind = 'default', children } = props
  const { common, layout } = useText()
  const title = truncate(fullTitle, maxTitleLength)
  const navigation = useNavigationOpen()
  useEffect(() => {
    document.title = `${title} · ${common.product}`
  }, [title, common.product])

  return (
    <AppLayoutToolbar
      headerSelector="#top-bar"
      contentType={kind === 'table' ? 'table' : 'default'}
      {...(kind === 'form' && { maxContentWidth: 1000 })}
      {...useDetailsPanel()}
      navigation={<Navigation />}
      navigationOpen={navigation.open}
      onNavigationChange={({ detail }) => navigation.set(detail.open)}
      notifications={<Notices />}
      stickyNotifications
      ariaLabels={{
        navigation: layout.navigation,
        navigationToggle: layout.openNavigation,
        navigationClose: layout.closeNavigation,
        notifications: layout.notifications,
      }}
      breadcrumbs={<Crumbs crumbs={[...crumbs, { text: title, path: '' }]} />}
      content={
        <ScreenContent>
          {kind === 'table' ? (
            children
          ) : (
            <ContentLayout
              header={
                <Header
                  variant="h1"
                  description={description && <span className="unspaced">{description}</span>}
                  actions={actions}
                >
                  <span className="unspaced">{title}</span>
                </Header>
              }
            >
              {children}
            </ContentLayout>
          )}
        </ScreenContent>
      }
    />
  )
}

function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const { layout } = useText()
  return (
    <BreadcrumbGroup
      ariaLabel={layout.breadcrumbs}
      items={crumbs.map(({ text, path }) => ({
        text: truncate(text, maxCrumbLength),
        href: href(path),
      }))}
    />
  )
}
