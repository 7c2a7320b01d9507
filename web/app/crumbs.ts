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

/** Billing and Distribution → Products. */
export function productsCrumbs(layout: Text['layout']): Crumb[] {
  return [
    { text: layout.billing, path: paths.products },
    { text: layout.products, path: paths.products },
  ]
}

/** Where managers find integration events, and where developers do. */
export function integrationEventsCrumbs(layout: Text['layout'], isOfVendor: boolean): Crumb[] {
  const path = paths.integrationEvents
  if (isOfVendor) return [{ text: layout.billing, path: paths.products }]
  return [layout.store, layout.dashboard, layout.events].map((text) => ({ text, path }))
}

export function webhooksCrumbs(layout: Text['layout']): Crumb[] {
  return [...settingsCrumbs(layout), { text: layout.webhooks, path: paths.webhooks }]
}
