import Box from '@cloudscape-design/components/box'
import Link from '@cloudscape-design/components/link'

import { href, paths } from '../common/paths.ts'
import { useText } from '../text/use-text.ts'
import { Screen } from './screen.tsx'

export function NotFound() {
  const { errors, layout } = useText()
  return (
    <Screen title={errors.notFound} crumbs={[]}>
      <Box>
        {errors.notFoundExplained} <Link href={href(paths.webhooks)}>{layout.webhooks}</Link>
      </Box>
    </Screen>
  )
}
