import KeyValuePairs, {
  type KeyValuePairsProps,
} from '@cloudscape-design/components/key-value-pairs'

import { useIsNarrow } from './width.ts'

type Props = {
  columns: number
  /** Those that are `false` are left out. */
  items: readonly (KeyValuePairsProps.Item | false)[]
}

/** Labels with values. On narrow screens in one column, in which ids and addresses stay whole. */
export function KeyValues({ columns, items }: Props) {
  const isNarrow = useIsNarrow()
  return (
    <KeyValuePairs
      columns={isNarrow ? 1 : columns}
      items={items.filter((item) => item !== false)}
    />
  )
}
