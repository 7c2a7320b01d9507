import TopNavigation, {
  type TopNavigationProps,
} from '@cloudscape-design/components/top-navigation'

import type { Me } from '../api/views.ts'
import { useStore } from '../common/store.ts'
import { useSession } from '../sign-in/session-context.ts'
import { type Text, useText } from '../text/use-text.ts'
import { colourMode, colourModes, densities, density } from './appearance.ts'
import { href, places } from '../common/paths.ts'

/** The product, the marketplace, who is signed in, and how the page looks. */
export function TopBar({ me }: { me: Me }) {
  const text = useText()
  const { common, layout } = text
  return (
    <TopNavigation
      identity={{
        title: common.product,
        href: href(places.webhooks),
      }}
      i18nStrings={{
        overflowMenuTriggerText: layout.more,
        overflowMenuTitleText: layout.menu,
        overflowMenuBackIconAriaLabel: layout.back,
        overflowMenuDismissIconAriaLabel: common.close,
      }}
      utilities={[useAppearance(text), useAccount(me, text)]}
    />
  )
}

function useAppearance({ layout }: Text): TopNavigationProps.MenuDropdownUtility {
  const mode = useStore(colourMode)
  const dense = useStore(density)
  return {
    type: 'menu-dropdown',
    iconName: 'settings',
    ariaLabel: layout.appearance,
    title: layout.appearance,
    text: layout.appearance,
    disableTextCollapse: false,
    items: [
      {
        id: 'modes',
        text: layout.appearance,
        items: colourModes.map((id) => ({
          id,
          itemType: 'checkbox',
          checked: id === mode,
          text: layout.colourModes[id],
        })),
      },
      {
        id: 'densities',
        text: layout.density,
        items: densities.map((id) => ({
          id,
          itemType: 'checkbox',
          checked: id === dense,
          text: layout.densities[id],
        })),
      },
    ],
    onItemClick: ({ detail }) => {
      const chosen = colourModes.find((id) => id === detail.id)
      if (chosen !== undefined) colourMode.set(chosen)
      const wanted = densities.find((id) => id === detail.id)
      if (wanted !== undefined) density.set(wanted)
    },
  }
}

function useAccount(me: Me, { layout, signIn }: Text): TopNavigationProps.MenuDropdownUtility {
  const { signOut } = useSession()
  const role = me.role === null ? layout.noRole : layout.roles[me.role]
  return {
    type: 'menu-dropdown',
    iconName: 'user-profile',
    text: me.subject,
    description: `${role} · ${layout.marketplace(me.marketplace)}`,
    items: [{ id: 'sign-out', text: signIn.out }],
    onItemClick: () => void signOut(),
  }
}
