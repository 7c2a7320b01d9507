import SplitPanel from '@cloudscape-design/components/split-panel'

import { useText } from '../text/use-text.ts'
import type { Details } from './details.ts'

/** The drawer beside a screen, or at its bottom on narrow ones. */
export function DetailsPanel({ shown: { title, content } }: { shown: Details }) {
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
