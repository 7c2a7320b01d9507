import Link from '@cloudscape-design/components/link'

import { useProductName } from '../api/products.ts'
import { href, paths } from '../common/paths.ts'

/** A link to a product, by its name. */
export function ProductLink({ id }: { id: string }) {
  const nameOf = useProductName()
  return (
    <Link href={href(paths.product(id))}>
      <span className="unspaced">{nameOf(id)}</span>
    </Link>
  )
}
