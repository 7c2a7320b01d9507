import { paths } from '../common/paths.ts'
import type { Text } from '../text/use-text.ts'
import type { Crumb } from './screen.tsx'

/** Manage → Marketplace → Settings → Integration, as in the marketplace. */
export function settingsCrumbs({ manage, store, settings, integration }: Text['layout']): Crumb[] {
  return [manage, store, settings, integration].map((text) => ({ text, path: paths.webhooks }))
}

/** Manage → Billing and Distribution → Products. */
export function productsCrumbs(layout: Text['layout']): Crumb[] {
  return [
    { text: layout.manage, path: paths.products },
    { text: layout.billing, path: paths.products },
    { text: layout.products, path: paths.products },
  ]
}

/** Where managers find integration events, and where developers do. */
export function integrationEventsCrumbs(layout: Text['layout'], isOfVendor: boolean): Crumb[] {
  const path = paths.integrationEvents
  if (isOfVendor) {
    return [layout.manage, layout.billing].map((text) => ({ text, path: paths.products }))
  }
  return [layout.manage, layout.store, layout.dashboard, layout.events].map((text) => ({
    text,
    path,
  }))
}

export function webhooksCrumbs(layout: Text['layout']): Crumb[] {
  return [...settingsCrumbs(layout), { text: layout.webhooks, path: paths.webhooks }]
}
