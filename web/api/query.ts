import type { paths } from '../../client/schema.ts'

/** The paths with a query. */
type Listed =
  | '/webhooks'
  | '/deliveries'
  | '/delivery-counts'
  | '/events'
  | '/audit'
  | '/integration-events'
  | '/mails'

type QueryOf<Path extends Listed> = NonNullable<paths[Path]['get']['parameters']['query']>

/** The parameters of a query as texts, as in the page's URL. */
export type FilterOf<Path extends Listed> = { [Name in keyof QueryOf<Path>]?: string }

type Values<Path extends Listed> = {
  [Name in keyof QueryOf<Path>]?: string | number | readonly string[] | undefined
}

/**
 * A query of the parameters that are set. Their values come from the page's URL; the API rejects
 * unknown ones.
 */
export function queryOf<Path extends Listed>(values: Values<Path>): QueryOf<Path> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(given)
}
