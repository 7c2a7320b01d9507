import TopNavigation, {
  type TopNavigationProps,
} from '@cloudscape-design/components/top-navigation'

import type { Me } from '../api/views.ts'
import { href } from '../common/paths.ts'
import { useStore } from '../common/store.ts'
import { useSession } from '../sign-in/session-context.ts'
import { type Text, useText } from '../text/use-text.ts'
import { colourMode, colourModes, densities, density } from './appearance.ts'

/** The product, the user's account and the appearance. */
export function TopBar({ me }: { me: Me }) {
  const text = useText()
  const { common, layout } = text
  return (
    <TopNavigation
      identity={{
        title: layout.productOf(common.product, me.marketplace),
        href: href('/'),
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
      const chosenMode = colourModes.find((id) => id === detail.id)
      if (chosenMode !== undefined) colourMode.set(chosenMode)
      const chosenDensity = densities.find((id) => id === detail.id)
      if (chosenDensity !== undefined) density.set(chosenDensity)
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
    items: signOut ? [{ id: 'sign-out', text: signIn.out }] : [],
    onItemClick: () => void signOut?.(),
  }
}
