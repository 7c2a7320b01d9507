import SideNavigation, {
  type SideNavigationProps,
} from '@cloudscape-design/components/side-navigation'
import { useLocation } from 'react-router'

import { useCan } from '../api/me.ts'
import { type Text, useText } from '../text/use-text.ts'
import { href, places } from '../common/paths.ts'

const divider: SideNavigationProps.Divider = { type: 'divider' }

/** Where one can go, as the marketplace's own settings are ordered. */
export function Navigation() {
  const { layout } = useText()
  const { pathname } = useLocation()
  const can = useCan()
  const here = Object.values(places).find(
    (place) => typeof place === 'string' && pathname.startsWith(place),
  )
  return (
    <SideNavigation
      activeHref={href(typeof here === 'string' ? here : pathname)}
      header={{ text: layout.settings, href: href(places.webhooks) }}
      items={[
        ...(can.read ? [integration(layout, can.publish), divider] : []),
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

/** What there is to see of the marketplace, for those who may. */
function integration(
  layout: Text['layout'],
  mayPublish: boolean,
): SideNavigationProps.SectionGroup {
  const link = (text: string, place: string): SideNavigationProps.Link => ({
    type: 'link',
    text,
    href: href(place),
  })
  return {
    type: 'section-group',
    title: layout.integration,
    items: [
      link(layout.webhooks, places.webhooks),
      link(layout.log, places.log),
      ...(mayPublish ? [link(layout.tryAnEvent, places.newEvent)] : []),
      link(layout.audit, places.audit),
    ],
  }
}
