import AppLayoutToolbar from '@cloudscape-design/components/app-layout-toolbar'
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import { type ReactNode, useEffect } from 'react'

import { briefly } from '../common/truncate.ts'
import { useText } from '../text/use-text.ts'
import { Navigation } from './navigation.tsx'
import { useNavigationOpen } from './navigation-open.ts'
import { Notices } from './notices.tsx'
import { href } from '../common/paths.ts'
import { ScreenContent } from './screen-content.tsx'

/** Who is called by an address may be called by 2,000 characters. */
const mostInTitle = 100
const mostInCrumb = 40

export type Crumb = { text: string; place: string }

type Props = {
  /** What the screen is called: its heading, its last crumb, the window's title. */
  title: string
  /** Where it stands, without itself. */
  crumbs: readonly Crumb[]
  description?: ReactNode
  /** The buttons beside the heading. */
  actions?: ReactNode
  /** `table` when a full-page table brings its own heading. */
  kind?: 'default' | 'form' | 'table'
  children: ReactNode
}

/** One screen, in the layout that all of them share. */
export function Screen({ title: whole, crumbs, kind = 'default', children, ...header }: Props) {
  const { common, layout } = useText()
  const title = briefly(whole, mostInTitle)
  const navigation = useNavigationOpen()
  useEffect(() => {
    document.title = `${title} · ${common.product}`
  }, [title, common.product])

  return (
    <AppLayoutToolbar
      headerSelector="#top-bar"
      contentType={kind === 'table' ? 'table' : 'default'}
      {...(kind === 'form' && { maxContentWidth: 1000 })}
      toolsHide
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
      breadcrumbs={<Crumbs crumbs={[...crumbs, { text: title, place: '' }]} />}
      content={
        <ScreenContent>
          {kind === 'table' ? (
            children
          ) : (
            <ContentLayout
              header={
                <Header variant="h1" {...header}>
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
      items={crumbs.map(({ text, place }) => ({
        text: briefly(text, mostInCrumb),
        href: href(place),
      }))}
    />
  )
}
