import { paths } from '../common/paths.ts'
import type { Text } from '../text/use-text.ts'
import type { Crumb } from './screen.tsx'

/** Settings → Integration, as in the marketplace. */
export function settingsCrumbs({ settings, integration }: Text['layout']): Crumb[] {
  return [
    { text: settings, path: paths.webhooks },
    { text: integration, path: paths.webhooks },
  ]
}

export function webhooksCrumbs(layout: Text['layout']): Crumb[] {
  return [...settingsCrumbs(layout), { text: layout.webhooks, path: paths.webhooks }]
}
