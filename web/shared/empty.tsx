import Box from '@cloudscape-design/components/box'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { ReactNode } from 'react'

type Props = { title: string; explained: string; children?: ReactNode }

/** An empty table: the reason, and what to do next. */
export function Empty({ title, explained, children }: Props) {
  return (
    <Box textAlign="center" margin={{ vertical: 'm' }}>
      <SpaceBetween size="m">
        <div>
          <Box variant="strong">{title}</Box>
          <Box color="text-body-secondary">{explained}</Box>
        </div>
        {children}
      </SpaceBetween>
    </Box>
  )
}
