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
  const { layout, common } = useText()
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
          : { text: layout.settings, href: href(paths.overview) }
      }
      items={[
        ...(can.read ? [integration(layout, can), divider] : []),
        ...(can.readIntegrations ? [billing(layout, can), divider] : []),
        ...(can.readIntegrations && !can.isOfVendor ? [store(layout), divider] : []),
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

/** The screens of the marketplace that the role allows. */
function integration(layout: Layout, can: Can): SideNavigationProps.SectionGroup {
  return {
    type: 'section-group',
    title: layout.integration,
    items: [
      link(layout.overview, paths.overview),
      link(layout.webhooks, paths.webhooks),
      link(layout.log, paths.log),
      ...(can.publish ? [link(layout.publishEvent, paths.newEvent)] : []),
      link(layout.eventTypes, paths.eventTypes),
      link(layout.mail, paths.mail),
      link(layout.audit, paths.audit),
      ...(can.change ? [link(layout.apiKeys, paths.apiKeys)] : []),
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

/** Where managers find the integration events of all vendors. */
function store(layout: Layout): SideNavigationProps.SectionGroup {
  return {
    type: 'section-group',
    title: layout.store,
    items: [
      {
        type: 'section',
        text: layout.dashboard,
        items: [
          {
            type: 'expandable-link-group',
            text: layout.events,
            href: href(paths.integrationEvents),
            defaultExpanded: true,
            items: [link(layout.eventLogs, paths.integrationEvents)],
          },
        ],
      },
    ],
  }
}

function link(text: string, path: string): SideNavigationProps.Link {
  return { type: 'link', text, href: href(path) }
}
