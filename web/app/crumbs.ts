import type { Text } from '../text/use-text.ts'
import { places } from '../common/paths.ts'
import type { Crumb } from './screen.tsx'

/** Settings → Integration, as in the marketplace; both lead to where one begins. */
export function settingsCrumbs({ settings, integration }: Text['layout']): Crumb[] {
  return [
    { text: settings, place: places.webhooks },
    { text: integration, place: places.webhooks },
  ]
}

/** The same, and the table of webhooks. */
export function webhooksCrumbs(layout: Text['layout']): Crumb[] {
  return [...settingsCrumbs(layout), { text: layout.webhooks, place: places.webhooks }]
}
