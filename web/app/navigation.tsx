import SideNavigation, {
  type SideNavigationProps,
} from '@cloudscape-design/components/side-navigation'
import { useLocation } from 'react-router'

import { useCan } from '../api/me.ts'
import { useText } from '../text/use-text.ts'
import { href, places } from './places.ts'

/** Where one can go, as the marketplace's own settings are ordered. */
export function Navigation() {
  const { layout } = useText()
  const { pathname } = useLocation()
  const can = useCan()
  const here = Object.values(places).find(
    (place) => typeof place === 'string' && pathname.startsWith(place),
  )
  const toTry: SideNavigationProps.Link[] = can.publish
    ? [{ type: 'link', text: layout.tryAnEvent, href: href(places.newEvent) }]
    : []
  return (
    <SideNavigation
      activeHref={href(typeof here === 'string' ? here : pathname)}
      header={{ text: layout.settings, href: href(places.webhooks) }}
      items={[
        {
          type: 'section-group',
          title: layout.integration,
          items: [
            { type: 'link', text: layout.webhooks, href: href(places.webhooks) },
            { type: 'link', text: layout.log, href: href(places.log) },
            ...toTry,
            { type: 'link', text: layout.audit, href: href(places.audit) },
          ],
        },
        { type: 'divider' },
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
