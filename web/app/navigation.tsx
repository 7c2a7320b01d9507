import SideNavigation, {
  type SideNavigationProps,
} from '@cloudscape-design/components/side-navigation'
import { useLocation } from 'react-router'

import { useCan } from '../api/me.ts'
import { href, paths } from '../common/paths.ts'
import { type Text, useText } from '../text/use-text.ts'

const divider: SideNavigationProps.Divider = { type: 'divider' }

/** The side navigation, in the order of the marketplace's settings. */
export function Navigation() {
  const { common, layout } = useText()
  const { pathname } = useLocation()
  const can = useCan()
  const active = Object.values(paths).find(
    (path) => typeof path === 'string' && pathname.startsWith(path),
  )
  return (
    <SideNavigation
      activeHref={href(typeof active === 'string' ? active : pathname)}
      header={
        can.isOfVendor
          ? { text: common.product, href: href(paths.products) }
          : { text: layout.manage, href: href(paths.overview) }
      }
      items={[
        ...(can.read ? [marketplace(layout, can), divider] : []),
        ...(can.readIntegrations ? [billing(layout, can), divider] : []),
        {
          type: 'link',
          text: layout.reference,
          href: 'reference/',
          external: true,
          externalIconAriaLabel: layout.opensInNewTab,
        },
      ]}
    />
  )
}

type Layout = Text['layout']
type Can = ReturnType<typeof useCan>

/** The screens of the marketplace that the role allows, where its own settings are. */
function marketplace(layout: Layout, can: Can): SideNavigationProps.SectionGroup {
  return {
    type: 'section-group',
    title: layout.store,
    items: [...(can.readIntegrations ? [dashboard(layout)] : []), settings(layout, can)],
  }
}

/** Where managers find the integration events of all vendors. */
function dashboard(layout: Layout): SideNavigationProps.Section {
  return section(layout.dashboard, layout.events, [link(layout.eventLogs, paths.integrationEvents)])
}

function settings(layout: Layout, can: Can): SideNavigationProps.Section {
  return section(layout.settings, layout.integration, [
    link(layout.overview, paths.overview),
    link(layout.webhooks, paths.webhooks),
    link(layout.log, paths.log),
    link(layout.events, paths.events),
    ...(can.publish ? [link(layout.publishEvent, paths.newEvent)] : []),
    link(layout.eventTypes, paths.eventTypes),
    link(layout.mail, paths.mail),
    link(layout.audit, paths.audit),
    ...(can.change && !can.isPortal ? [link(layout.apiKeys, paths.apiKeys)] : []),
  ])
}

/** A section with one group of links: `Settings › Integration`. */
function section(
  text: string,
  group: string,
  items: SideNavigationProps.Link[],
): SideNavigationProps.Section {
  const { href: first = '' } = items[0] ?? {}
  return {
    type: 'section',
    text,
    items: [
      { type: 'expandable-link-group', text: group, href: first, defaultExpanded: true, items },
    ],
  }
}

/** Where developers find their products and integration events. */
function billing(layout: Layout, can: Can): SideNavigationProps.SectionGroup {
  return {
    type: 'section-group',
    title: layout.billing,
    items: [
      link(layout.products, paths.products),
      ...(can.isOfVendor ? [link(layout.integrationEvents, paths.integrationEvents)] : []),
    ],
  }
}

function link(text: string, path: string): SideNavigationProps.Link {
  return { type: 'link', text, href: href(path) }
}
