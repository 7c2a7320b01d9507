import type { AppLayoutToolbarProps } from '@cloudscape-design/components/app-layout-toolbar'
import SplitPanel from '@cloudscape-design/components/split-panel'
import { useEffect } from 'react'

import { useStore } from '../common/store.ts'
import { useText } from '../text/use-text.ts'
import { type Details, details } from './details.ts'

/** What a screen's layout needs for the drawer next to it, or at its bottom on narrow ones. */
export function useDetailsPanel(): Partial<AppLayoutToolbarProps> {
  const shown = useStore(details)
  useEffect(() => () => details.set(undefined), [])
  return {
    toolsHide: true,
    splitPanel: shown && <DetailsPanel shown={shown} />,
    splitPanelOpen: shown !== undefined,
    splitPanelPreferences: { position: 'side' },
    onSplitPanelToggle: ({ detail }) => {
      if (!detail.open) details.set(undefined)
    },
  }
}

function DetailsPanel({ shown: { title, content } }: { shown: Details }) {
  const { layout } = useText()
  return (
    <SplitPanel
      header={title}
      closeBehavior="hide"
      hidePreferencesButton
      i18nStrings={{
        closeButtonAriaLabel: layout.closeDetails,
        openButtonAriaLabel: layout.details,
        resizeHandleAriaLabel: layout.resizeDetails,
      }}
    >
      {content}
    </SplitPanel>
  )
}
