import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'

import { useText } from '../text/use-text.ts'

type Props = {
  list: { isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> }
}

export function LoadMore({ list }: Props) {
  const { common } = useText()
  return (
    <Box textAlign="center">
      <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {common.loadMore}
      </Button>
    </Box>
  )
}
