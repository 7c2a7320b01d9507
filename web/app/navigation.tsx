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
  const { layout } = useText()
  const { pathname } = useLocation()
  const can = useCan()
  const active = Object.values(paths).find(
    (path) => typeof path === 'string' && pathname.startsWith(path),
  )
  return (
    <SideNavigation
      activeHref={href(typeof active === 'string' ? active : pathname)}
      header={{ text: layout.settings, href: href(paths.webhooks) }}
      items={[
        ...(can.read ? [integration(layout, can), divider] : []),
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

/** The screens of the marketplace that the role allows. */
function integration(
  layout: Text['layout'],
  can: ReturnType<typeof useCan>,
): SideNavigationProps.SectionGroup {
  const link = (text: string, path: string): SideNavigationProps.Link => ({
    type: 'link',
    text,
    href: href(path),
  })
  return {
    type: 'section-group',
    title: layout.integration,
    items: [
      link(layout.webhooks, paths.webhooks),
      link(layout.log, paths.log),
      ...(can.publish ? [link(layout.publishEvent, paths.newEvent)] : []),
      link(layout.audit, paths.audit),
      ...(can.change ? [link(layout.apiKeys, paths.apiKeys)] : []),
    ],
  }
}
