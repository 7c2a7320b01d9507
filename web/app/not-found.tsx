import Box from '@cloudscape-design/components/box'
import Link from '@cloudscape-design/components/link'

import { useText } from '../text/use-text.ts'
import { href, places } from '../common/paths.ts'
import { Screen } from './screen.tsx'

/** What an address that leads nowhere shows. */
export function NotFound() {
  const { faults, layout } = useText()
  return (
    <Screen title={faults.notFound} crumbs={[]}>
      <Box>
        {faults.notFoundExplained} <Link href={href(places.webhooks)}>{layout.webhooks}</Link>
      </Box>
    </Screen>
  )
}
